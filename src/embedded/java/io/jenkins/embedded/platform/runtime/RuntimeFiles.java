package io.jenkins.embedded.platform.runtime;

import java.nio.file.Path;
import java.time.Clock;

/**
 * What all pods of a runtime share.
 *
 * @param logs directory of {@code <namespace>_<pod>_<container>.log}
 * @param scratch directory of files made for containers
 */
record RuntimeFiles(
    Path logs, Path scratch, ImagePuller images, ProcessLedger ledger, Clock clock) {}
