package dev.tenantry.platform.quota.rate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a bucket lets through, by a clock of the test's own. */
class BucketTest {
    private static final Rate TEN_AND_FIVE = new Rate(10, 5);
    private static final long INTERVAL = TimeUnit.SECONDS.toNanos(6);
    private static final long START = Long.MAX_VALUE - INTERVAL;

    private static long let(Bucket bucket, Rate rate, int number, long now) {
        return IntStream.range(0, number)
                .filter(n -> bucket.take(rate, now).allowed())
                .count();
    }

    @Test
    void letsABurstThroughAndThenOneForEachIntervalWhenAskedAllTheTime() {
        var bucket = new Bucket(START);
        assertThat(let(bucket, TEN_AND_FIVE, 20, START)).isEqualTo(5);
        assertThat(let(bucket, TEN_AND_FIVE, 20, START + INTERVAL - 1_000)).isZero();
        // The clock of the process may wrap around.
        assertThat(let(bucket, TEN_AND_FIVE, 20, START + INTERVAL)).isEqualTo(1);
        assertThat(let(bucket, TEN_AND_FIVE, 20, START + 3 * INTERVAL)).isEqualTo(2);
        assertThat(let(bucket, TEN_AND_FIVE, 20, START + 1_000 * INTERVAL)).isEqualTo(5);
    }

    @Test
    void tellsWhatIsLeftAndWhenThereWillBeMoreWhenAsked() {
        var bucket = new Bucket(0);
        assertThat(bucket.take(TEN_AND_FIVE, 0)).isEqualTo(new Verdict(true, 4, 0, INTERVAL));
        assertThat(let(bucket, TEN_AND_FIVE, 4, 0)).isEqualTo(4);

        var refused = bucket.take(TEN_AND_FIVE, TimeUnit.SECONDS.toNanos(2));

        assertThat(refused).isEqualTo(new Verdict(false, 0, TimeUnit.SECONDS.toNanos(4), TimeUnit.SECONDS.toNanos(28)));
        assertThat(refused.retryAfter()).hasSeconds(4);
        assertThat(TEN_AND_FIVE.burstSeconds()).isEqualTo(30);
    }

    @Test
    void followsTheRateWhenThePlanChanges() {
        var bucket = new Bucket(0);
        assertThat(let(bucket, TEN_AND_FIVE, 20, 0)).isEqualTo(5);
        assertThat(let(bucket, new Rate(100, 100), 200, 0)).isEqualTo(50);
    }

    @Test
    void losesNothingByRoundingWhenTheIntervalIsNoWholeNumber() {
        var rate = new Rate(999_983, 999_983);
        assertThat(let(new Bucket(0), rate, 1_000_100, 0)).isBetween(999_900L, 1_000_050L);
    }

    @Test
    void isDueOnceWhenItWasKeptForSoLong() {
        var bucket = new Bucket(START);

        assertThat(bucket.isDue(START + 4, 5)).isFalse();
        assertThat(bucket.isDue(START + 5, 5)).isTrue();
        assertThat(bucket.isDue(START + 6, 5)).isFalse();
        assertThat(bucket.isDue(START + 10, 5)).isTrue();
    }
}
