package dev.tenantry.frontend;

import java.time.Duration;

/** How long something has been running, for people: the two largest units. */
final class Uptime {

    private Uptime() {}

    static String inWords(Duration time) {
        if (time.toDays() > 0) {
            return words(time.toDays(), "day", time.toHoursPart(), "hour");
        }
        if (time.toHours() > 0) {
            return words(time.toHours(), "hour", time.toMinutesPart(), "minute");
        }
        return time.toMinutes() > 0 ? words(time.toMinutes(), "minute", 0, "second") : "less than a minute";
    }

    private static String words(long large, String largeUnit, long small, String smallUnit) {
        var words = count(large, largeUnit);
        return small == 0 ? words : words + ", " + count(small, smallUnit);
    }

    private static String count(long number, String unit) {
        return number + " " + unit + (number == 1 ? "" : "s");
    }
}
