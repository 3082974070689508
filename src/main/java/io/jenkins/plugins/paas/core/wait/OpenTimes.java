package io.jenkins.plugins.paas.core.wait;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The minutes at which something is allowed, written as cron does: a line of {@code minute hour
 * day-of-month month day-of-week} each, open in every minute that one of them matches. A line
 * {@code TZ=Europe/Berlin} says whose clock counts (UTC where there is none), {@code #} begins a
 * comment. Where both days are restricted, either one suffices, as in cron. Immutable.
 */
public final class OpenTimes {

  private static final List<String> MONTHS =
      List.of(
          "", "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");
  private static final List<String> DAYS = List.of("sun", "mon", "tue", "wed", "thu", "fri", "sat");
  private static final int YEARS = 8; // a 29 February comes back within them

  private record Line(BitSet minutes, BitSet hours, BitSet days, BitSet months, BitSet weekdays) {

    boolean matchesDay(LocalDate date) {
      if (!months.get(date.getMonthValue())) {
        return false;
      }
      boolean day = days.get(date.getDayOfMonth());
      boolean weekday = weekdays.get(date.getDayOfWeek().getValue() % 7);
      boolean both = days.cardinality() < 31 && weekdays.cardinality() < 7;
      return both ? day || weekday : day && weekday;
    }
  }

  private final ZoneId zone;
  private final List<Line> lines;

  private OpenTimes(ZoneId zone, List<Line> lines) {
    this.zone = zone;
    this.lines = List.copyOf(lines);
  }

  /**
   * Reads the lines.
   *
   * @throws IllegalArgumentException with the line and what is wrong with it
   */
  public static OpenTimes parse(String text) {
    ZoneId zone = ZoneId.of("UTC");
    List<Line> lines = new ArrayList<>();
    for (String raw : text.split("\\R")) {
      String line = raw.replaceFirst("#.*", "").strip();
      if (line.startsWith("TZ=")) {
        zone = zone(line.substring(3).strip());
      } else if (!line.isEmpty()) {
        lines.add(line(line));
      }
    }
    if (lines.isEmpty()) {
      throw new IllegalArgumentException(
          "no line says when it is open, such as '* 9-16 * * mon-fri'");
    }
    return new OpenTimes(zone, lines);
  }

  private static ZoneId zone(String name) {
    try {
      return ZoneId.of(name);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "'" + name + "' is no time zone, such as TZ=Europe/Berlin", e);
    }
  }

  private static Line line(String line) {
    String[] fields = line.split("\\s+");
    if (fields.length != 5) {
      throw new IllegalArgumentException(
          "'"
              + line
              + "' has not five fields: minute hour day-of-month month day-of-week, such as"
              + " '* 9-16 * * mon-fri'");
    }
    BitSet weekdays = field(line, fields[4], 0, 7, DAYS);
    if (weekdays.get(7)) {
      weekdays.set(0); // both are Sunday
      weekdays.clear(7);
    }
    return new Line(
        field(line, fields[0], 0, 59, List.of()),
        field(line, fields[1], 0, 23, List.of()),
        field(line, fields[2], 1, 31, List.of()),
        field(line, fields[3], 1, 12, MONTHS),
        weekdays);
  }

  private static BitSet field(String line, String text, int least, int most, List<String> names) {
    BitSet bits = new BitSet();
    for (String part : text.split(",", -1)) {
      String[] stepped = part.split("/", 2);
      String[] range = stepped[0].split("-", 2);
      boolean all = stepped[0].equals("*");
      int from = all ? least : number(line, range[0], least, most, names);
      int to =
          all || range.length == 1 && stepped.length == 2
              ? (names == DAYS ? 6 : most)
              : number(line, range[range.length - 1], least, most, names);
      int step = stepped.length == 2 ? number(line, stepped[1], 1, most, List.of()) : 1;
      if (from > to) {
        throw new IllegalArgumentException("'" + part + "' in '" + line + "' runs backwards");
      }
      for (int i = from; i <= to; i += step) {
        bits.set(i);
      }
    }
    return bits;
  }

  private static int number(String line, String text, int least, int most, List<String> names) {
    int named = names.indexOf(text.toLowerCase(Locale.ROOT));
    int value = named >= 0 ? named : text.matches("\\d{1,2}") ? Integer.parseInt(text) : -1;
    if (value < least || value > most || text.isEmpty()) {
      throw new IllegalArgumentException(
          "'" + text + "' in '" + line + "' is not between " + least + " and " + most);
    }
    return value;
  }

  /** Whether it is open in the minute of this instant. */
  public boolean isOpen(Instant at) {
    ZonedDateTime local = at.atZone(zone);
    return lines.stream()
        .anyMatch(
            l ->
                l.matchesDay(local.toLocalDate())
                    && l.hours().get(local.getHour())
                    && l.minutes().get(local.getMinute()));
  }

  /** When it opens after this instant; now when it is open; empty when it never does. */
  public Optional<ZonedDateTime> next(Instant after) {
    ZonedDateTime now = after.atZone(zone);
    if (isOpen(after)) {
      return Optional.of(now);
    }
    LocalDate last = now.toLocalDate().plusYears(YEARS);
    for (LocalDate day = now.toLocalDate(); day.isBefore(last); day = day.plusDays(1)) {
      Optional<ZonedDateTime> found = next(day, now);
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  private Optional<ZonedDateTime> next(LocalDate day, ZonedDateTime now) {
    ZonedDateTime best = null;
    for (Line line : lines) {
      if (!line.matchesDay(day)) {
        continue;
      }
      for (int h = line.hours().nextSetBit(0); h >= 0; h = line.hours().nextSetBit(h + 1)) {
        for (int m = line.minutes().nextSetBit(0); m >= 0; m = line.minutes().nextSetBit(m + 1)) {
          LocalDateTime local = day.atTime(h, m);
          // an hour that the clock skips does not exist, and the zone would move it
          ZonedDateTime at = local.atZone(zone);
          if (at.toLocalDateTime().equals(local)
              && at.isAfter(now)
              && (best == null || at.isBefore(best))) {
            best = at;
          }
        }
      }
    }
    return Optional.ofNullable(best);
  }
}
