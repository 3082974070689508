package io.jenkins.plugins.paas.logging.shipper;

import java.net.URI;

/**
 * Configuration by which rsyslog 8 sends what it is given to a target. Each line has an id of its
 * own, so that a batch that is sent again adds nothing twice; what the mapper rejects goes to an
 * error file, the rest waits on disk while the server is away.
 */
public final class RsyslogSnippet {

  private RsyslogSnippet() {}

  /**
   * @param elastic where the lines go
   * @param port of loopback on which rsyslog takes lines by TCP, or {@code null} for the lines that
   *     are in the default ruleset already
   * @param secured whether the server wants a user and password, for which places are left
   */
  public static String of(String target, URI elastic, Integer port, boolean secured) {
    String name = "paas-" + target;
    int serverPort =
        elastic.getPort() > 0 ? elastic.getPort() : "https".equals(elastic.getScheme()) ? 443 : 80;
    StringBuilder text = new StringBuilder();
    text.append("# lines for ").append(target).append(", written by paasLogs\n");
    text.append("module(load=\"omelasticsearch\")\n");
    text.append("template(name=\"")
        .append(name)
        .append("\" type=\"list\" option.jsonf=\"on\") {\n");
    text.append(
        "  property(outname=\"@timestamp\" name=\"timereported\" dateFormat=\"rfc3339\""
            + " format=\"jsonf\")\n");
    property(text, "message", "msg");
    property(text, "host.name", "hostname");
    property(text, "process.name", "programname");
    property(text, "log.level", "syslogseverity-text");
    text.append("}\n");
    text.append("template(name=\"")
        .append(name)
        .append("-id\" type=\"string\" string=\"%$.id%\")\n");
    text.append("ruleset(name=\"").append(name).append("\") {\n");
    text.append("  set $.id = $uuid;\n");
    text.append("  action(type=\"omelasticsearch\"\n");
    text.append("    server=\"").append(elastic.getHost()).append("\" serverport=\"");
    text.append(serverPort).append("\"");
    if ("https".equals(elastic.getScheme())) {
      text.append(" usehttps=\"on\"");
    }
    if (secured) {
      text.append("\n    uid=\"USER\" pwd=\"PASSWORD\" # of a user with the role ").append(name);
    }
    text.append("\n    template=\"").append(name).append("\" searchIndex=\"").append(target);
    // no type: Elasticsearch 8 and OpenSearch 2 have none; create: a data stream takes nothing else
    text.append("\" searchType=\"\"\n    bulkmode=\"on\" writeoperation=\"create\"");
    text.append(" dynbulkid=\"on\" bulkid=\"").append(name).append("-id\"\n");
    text.append("    errorfile=\"/var/spool/rsyslog/").append(name).append("-rejected.log\"\n");
    text.append("    queue.type=\"LinkedList\" queue.filename=\"").append(name);
    text.append("\" queue.maxdiskspace=\"1g\" queue.saveonshutdown=\"on\"\n");
    text.append("    action.resumeretrycount=\"-1\")\n}\n");
    if (port == null) {
      text.append("call ").append(name).append('\n');
    } else {
      text.append("module(load=\"imtcp\")\n");
      text.append("input(type=\"imtcp\" address=\"127.0.0.1\" port=\"").append(port);
      text.append("\" ruleset=\"").append(name).append("\")\n");
    }
    return text.toString();
  }

  private static void property(StringBuilder text, String name, String of) {
    text.append("  property(outname=\"").append(name).append("\" name=\"").append(of);
    text.append("\" format=\"jsonf\")\n");
  }
}
