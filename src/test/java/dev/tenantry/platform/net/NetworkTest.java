package dev.tenantry.platform.net;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkTest {

    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/8,            10.255.0.1,        true",
        "10.0.0.0/8,            11.0.0.1,          false",
        "10.0.0.0/8,            ::ffff:10.1.2.3,   true",
        "::ffff:10.0.0.0/104,   10.1.2.3,          true",
        "192.168.1.128/25,      192.168.1.129,     true",
        "192.168.1.128/25,      192.168.1.127,     false",
        "127.0.0.1,             127.0.0.1,         true",
        "127.0.0.1,             127.0.0.2,         false",
        "fd00::/8,              fd12:3456::1,      true",
        "fd00::/8,              fe80::1,           false",
        "fe80::/10,             fe80::1%eth0,      true",
        "::1,                   0:0:0:0:0:0:0:1,   true",
        "::1,                   127.0.0.1,         false",
        "10.0.0.0/8,            localhost,         false",
        "10.0.0.0/8,            10.0.0.1:80,       false"
    })
    void askWhenAddressIsGivenThenOnlyThoseOfTheRangeAreInIt(String network, String address, boolean in) {
        assertThat(Network.parse(network).orElseThrow().contains(address)).isEqualTo(in);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nginx",
                "10.0.0.0/",
                "10.0.0.0/33",
                "10.0.0.1/8",
                "0.0.0.0/0",
                "::/0",
                "fd00::/129",
                "fd00::1/8",
                "10.0.0/8",
                "10.0.0.0/8/8",
                "10.0.0.0/-1",
                "1.2.3.4.5",
                " 10.0.0.0/8",
                "::ffff:0.0.0.0/96"
            })
    void parseWhenItIsNoRangeOrEverybodyThenEmpty(String text) {
        assertThat(Network.parse(text)).isEmpty();
    }

    @Test
    void addressWhenItIsWrittenInAnyWayThenItIsTheSameText() {
        assertThat(Network.address("0:0::1")).isEqualTo(Network.address("::1")).isPresent();
        assertThat(Network.address("::ffff:1.2.3.4")).contains("1.2.3.4");
        assertThat(Network.address("fe80::1%eth0")).isEqualTo(Network.address("fe80::1"));
        assertThat(Network.address("unknown")).isEmpty();
        assertThat(Network.address("1.2.3.4\n")).isEmpty();
    }
}
