package io.jenkins.embedded.platform.gate;

import java.security.SecureRandom;

/** Makes ids as Spinnaker does: 26 characters of Crockford's base 32, ten of them the time. */
final class Ulid {

  private static final String DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  private static final SecureRandom RANDOM = new SecureRandom();

  private Ulid() {}

  static String next() {
    char[] text = new char[26];
    long time = System.currentTimeMillis();
    for (int i = 9; i >= 0; i--) {
      text[i] = DIGITS.charAt((int) (time & 31));
      time >>>= 5;
    }
    for (int i = 10; i < 26; i++) {
      text[i] = DIGITS.charAt(RANDOM.nextInt(32));
    }
    return new String(text);
  }
}
