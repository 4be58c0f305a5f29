package dev.tenantry.platform.quota;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;

/**
 * The month that is counted, of UTC.
 *
 * @param seconds how long it is
 * @param end when the next one begins
 */
record Month(LocalDate begin, long seconds, Instant end) {

    static Month of(Instant now) {
        var month = YearMonth.from(now.atZone(ZoneOffset.UTC));
        var begin = month.atDay(1);
        var end = month.plusMonths(1).atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant();
        return new Month(
                begin, end.getEpochSecond() - begin.atStartOfDay(ZoneOffset.UTC).toEpochSecond(), end);
    }

    boolean has(Instant now) {
        return now.isBefore(end) && !now.isBefore(end.minusSeconds(seconds));
    }

    YearMonth yearMonth() {
        return YearMonth.from(begin);
    }
}
