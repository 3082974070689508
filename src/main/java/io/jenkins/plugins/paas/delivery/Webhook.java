package io.jenkins.plugins.paas.delivery;

import hudson.Extension;
import hudson.Util;
import hudson.model.AbstractDescribableImpl;
import hudson.model.Descriptor;
import hudson.util.FormValidation;
import io.jenkins.plugins.paas.step.NameValue;
import io.jenkins.plugins.paas.step.PageLists;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import jenkins.model.Jenkins;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** {@code webhook: [source: 'shop', payload: […]]}: an event that pipelines listen for. */
public final class Webhook extends AbstractDescribableImpl<Webhook> {

  private final String source;
  private Map<String, Object> payload = new LinkedHashMap<>();

  /**
   * @param source as the pipeline's webhook trigger has it
   */
  @DataBoundConstructor
  public Webhook(String source) {
    this.source = Util.fixEmptyAndTrim(source);
  }

  static Webhook from(Map<?, ?> map) {
    MapKeys.requireKnown(map, "webhook", List.of("source", "payload"));
    Webhook webhook = new Webhook(MapKeys.text(map, "source"));
    Object payload = map.get("payload");
    if (payload != null && !(payload instanceof Map)) {
      throw new IllegalArgumentException("webhook: 'payload' is a map, such as [ref: 'main']");
    }
    if (payload != null) {
      webhook.setPayload(NameValue.listOf((Map<?, ?>) payload));
    }
    return webhook;
  }

  public String getSource() {
    return source;
  }

  public List<NameValue> getPayload() {
    return NameValue.listOf(payload);
  }

  @DataBoundSetter
  public void setPayload(List<NameValue> value) {
    payload = NameValue.mapOf(value, "payload");
  }

  /**
   * @throws IllegalArgumentException when it is missing
   */
  String source() {
    if (source == null) {
      throw new IllegalArgumentException("webhook: 'source' is missing");
    }
    return source;
  }

  @SuppressWarnings("unchecked")
  Map<String, Object> payload() {
    return (Map<String, Object>) MapKeys.plain(payload, "webhook: payload");
  }

  /** Describes the webhook on pages. */
  @Extension
  @Symbol("spinnakerWebhook")
  public static final class DescriptorImpl extends Descriptor<Webhook> implements PageLists {
    @Override
    public String getDisplayName() {
      return "Webhook";
    }

    /** Whether there is a source. */
    @POST
    public FormValidation doCheckSource(@QueryParameter String value) {
      Jenkins.get().checkPermission(Jenkins.READ);
      return Util.fixEmptyAndTrim(value) == null
          ? FormValidation.error("A source is required, as the pipeline's webhook trigger has it")
          : FormValidation.ok();
    }
  }
}
