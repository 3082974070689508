/** What only the pages of genuine Jenkins show: that they render, bind, keep and help. */
package io.jenkins.plugins.paas.pages;
