package io.jenkins.plugins.paas.delivery;

import hudson.ExtensionPoint;

/** Brings a delivery's question to people, beside the page that each question has. */
public interface DeliveryPrompt extends ExtensionPoint {

  /** Called once for each question, on an I/O thread; returns at once. */
  void asked(DeliveryAction action, DeliveryQuestion question);
}
