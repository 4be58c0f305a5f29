package dev.tenantry.frontend;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UptimeTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "PT0S      | less than a minute",
                "PT59S     | less than a minute",
                "PT61S     | 1 minute",
                "PT59M59S  | 59 minutes",
                "PT1H      | 1 hour",
                "PT2H1M    | 2 hours, 1 minute",
                "PT24H     | 1 day",
                "P3DT4H59M | 3 days, 4 hours",
                "P400D     | 400 days"
            })
    void tellWhenTimeHasPassedThenTheTwoLargestUnits(Duration time, String words) {
        assertThat(Uptime.inWords(time)).isEqualTo(words);
    }
}
