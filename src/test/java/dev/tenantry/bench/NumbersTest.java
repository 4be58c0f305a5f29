package dev.tenantry.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class NumbersTest {

    @Test
    void takesTheMiddleWhenThereIsOneAndHalfwayBetweenTwoWhenNot() {
        assertThat(Numbers.median(List.of(9.0, 1.0, 5.0))).isEqualTo(5);
        assertThat(Numbers.median(List.of(9.0, 1.0, 4.0, 5.0))).isEqualTo(4.5);
        assertThat(Numbers.median(List.of())).isNaN();
    }

    @Test
    void countsFromTheNearestRankWhenAskedForAPercentile() {
        var hundred = LongStream.rangeClosed(1, 100).toArray();

        assertThat(Numbers.percentile(hundred, 99)).isEqualTo(99);
        assertThat(Numbers.percentile(hundred, 100)).isEqualTo(100);
        assertThat(Numbers.percentile(hundred, 50)).isEqualTo(50);
        assertThat(Numbers.percentile(new long[] {7}, 1)).isEqualTo(7);
        assertThat(Numbers.percentile(new long[0], 99)).isZero();
    }

    @Test
    void comparesWithinEachRoundWhenTheMachineWasSlowInOne() {
        var figure = new Figure(
                "reads",
                "requests/s",
                List.of(60.0, 6.0, 66.0),
                List.of(100.0, 10.0, 100.0),
                Figure.Target.ratioAtLeast(0.6));

        assertThat(figure.ratio()).isEqualTo(0.6);
        assertThat(figure.met()).isTrue();
        assertThat(Report.row(figure)).contains("0.60", "≥ 0.60 × B", "yes");
    }

    @Test
    void saysSoWhenATargetIsMissed() {
        var figure = new Figure("start", "ms", List.of(1_600.0), List.of(), Figure.Target.atMost(1_500));

        assertThat(figure.met()).isFalse();
        assertThat(Report.row(figure)).contains("**no**");
    }
}
