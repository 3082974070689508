package org.kohsuke.stapler;

/** Answers of web methods; the embedded controller serves no pages, so they say nothing more. */
public class HttpResponses {

  /** A refusal, thrown or returned. */
  public abstract static class HttpResponseException extends RuntimeException
      implements HttpResponse {
    private static final long serialVersionUID = 1L;

    public HttpResponseException(String message) {
      super(message);
    }
  }

  public static HttpResponse redirectToDot() {
    return new HttpResponse() {};
  }

  public static HttpResponseException errorWithoutStack(int code, String errorMessage) {
    return new HttpResponseException(code + " " + errorMessage) {
      private static final long serialVersionUID = 1L;
    };
  }
}
