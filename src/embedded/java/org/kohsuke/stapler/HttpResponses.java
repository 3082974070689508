package org.kohsuke.stapler;

/** Common answers of web methods. */
public class HttpResponses {

  /** Back to the page that the method belongs to. */
  public static HttpResponse redirectToDot() {
    return new HttpResponse() {};
  }
}
