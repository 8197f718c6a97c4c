package com.afftok.shared.code;

import static org.assertj.core.api.Assertions.assertThat;

import com.afftok.shared.Seeded;
import com.afftok.shared.id.LinkId;
import java.math.BigInteger;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LinkCodesTest {

    private final LinkCodes codes = new LinkCodes(Codes.KEYS);

    @Test
    void reads_what_it_wrote() {
        Seeded.run(
                5000,
                random -> {
                    LinkId link = randomLink(random);

                    String code = codes.encode(link);

                    assertThat(code).hasSize(LinkCodes.LENGTH).matches("[0-9A-Za-z]+");
                    assertThat(codes.verify(code)).isEqualTo(link.value());
                });
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 255, 256, LinkId.MAX - 1, LinkId.MAX})
    void reads_the_least_and_the_greatest_link(long link) {
        assertThat(codes.verify(codes.encode(new LinkId(link)))).isEqualTo(link);
    }

    @Test
    void lays_out_version_key_and_link_before_the_mac() {
        String code = codes.encode(new LinkId(0x0123456789L));

        BigInteger number = Codes.number(code);

        assertThat(number.shiftRight(48)).isEqualTo(new BigInteger("210123456789", 16));
        assertThat(code).isEqualTo("0DHccH1GWBlRbFAY7");
    }

    @Test
    void refuses_every_flipped_bit() {
        Seeded.run(
                100,
                random -> {
                    BigInteger number = Codes.number(codes.encode(randomLink(random)));

                    for (int bit = 0; bit < 96; bit++) {
                        String forged = Codes.code(number.flipBit(bit), LinkCodes.LENGTH);
                        assertThat(codes.verify(forged)).isEqualTo(LinkCodes.FORGED);
                    }
                });
    }

    @Test
    void refuses_every_changed_character() {
        Seeded.run(
                10,
                random -> {
                    String code = codes.encode(randomLink(random));

                    for (int i = 0; i < code.length(); i++) {
                        for (char c = 0; c < 300; c++) {
                            StringBuilder forged = new StringBuilder(code);
                            forged.setCharAt(i, c);
                            if (c != code.charAt(i)) {
                                assertThat(codes.verify(forged)).isEqualTo(LinkCodes.FORGED);
                            }
                        }
                    }
                });
    }

    @Test
    void refuses_a_second_writing_of_the_same_number() {
        String code = codes.encode(new LinkId(42));
        BigInteger same = Codes.number(code).add(BigInteger.ONE.shiftLeft(96));

        assertThat(codes.verify(Codes.code(same, LinkCodes.LENGTH))).isEqualTo(LinkCodes.FORGED);
        assertThat(codes.verify("z".repeat(LinkCodes.LENGTH))).isEqualTo(LinkCodes.FORGED);
    }

    @Test
    void refuses_every_other_length() {
        String code = codes.encode(new LinkId(42));

        for (int length = 0; length < LinkCodes.LENGTH; length++) {
            assertThat(codes.verify(code.substring(0, length))).isEqualTo(LinkCodes.FORGED);
        }
        assertThat(codes.verify(code + "0")).isEqualTo(LinkCodes.FORGED);
        assertThat(codes.verify("0" + code)).isEqualTo(LinkCodes.FORGED);
    }

    @Test
    void refuses_random_codes() {
        Seeded.run(
                5000,
                random -> {
                    String code = Codes.code(new BigInteger(96, random), LinkCodes.LENGTH);

                    assertThat(codes.verify(code)).isEqualTo(LinkCodes.FORGED);
                });
    }

    @Test
    void signs_with_the_last_key_and_verifies_with_all() {
        Seeded.run(
                200,
                random -> {
                    String first = Codes.randomKey(random, 1 + random.nextInt(15));
                    String second = Codes.randomKey(random, 16 + random.nextInt(16));
                    LinkId link = randomLink(random);
                    LinkCodes before = new LinkCodes(KeyRing.parse(first));
                    LinkCodes during = new LinkCodes(KeyRing.parse(first + "," + second));
                    LinkCodes after = new LinkCodes(KeyRing.parse(second));

                    String old = before.encode(link);
                    String fresh = during.encode(link);

                    assertThat(during.verify(old)).isEqualTo(link.value());
                    assertThat(during.verify(fresh)).isEqualTo(link.value());
                    assertThat(after.verify(fresh)).isEqualTo(link.value());
                    assertThat(before.verify(fresh)).isEqualTo(LinkCodes.FORGED);
                    assertThat(after.verify(old)).isEqualTo(LinkCodes.FORGED);
                });
    }

    @Test
    void refuses_a_code_signed_with_another_secret_under_the_same_id() {
        LinkCodes other = new LinkCodes(KeyRing.parse("1:0f0e0d0c0b0a09080706050403020100"));

        assertThat(codes.verify(other.encode(new LinkId(42)))).isEqualTo(LinkCodes.FORGED);
    }

    @Test
    void is_safe_for_many_threads() {
        long wrong =
                LongStream.rangeClosed(1, 100_000)
                        .parallel()
                        .filter(link -> codes.verify(codes.encode(new LinkId(link))) != link)
                        .count();

        assertThat(wrong).isZero();
    }

    private static LinkId randomLink(Random random) {
        return new LinkId(1 + (random.nextLong() & Long.MAX_VALUE) % LinkId.MAX);
    }
}
