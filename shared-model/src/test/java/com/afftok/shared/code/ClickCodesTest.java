package com.afftok.shared.code;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.afftok.shared.Seeded;
import com.afftok.shared.id.ClickId;
import com.afftok.shared.id.LinkId;
import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ClickCodesTest {

    private final ClickCodes codes = new ClickCodes(Codes.KEYS);

    @Test
    void reads_what_it_wrote() {
        Seeded.run(
                5000,
                random -> {
                    ClickId id = randomClick(random, 1);

                    String code = codes.encode(id);

                    assertThat(code).hasSize(ClickCodes.LENGTH).matches("[0-9A-Za-z]+");
                    assertThat(codes.verify(code)).isEqualTo(id);
                });
    }

    @Test
    void lays_out_the_id_before_the_mac() {
        ClickId id = ClickId.of(1_772_000_000_000L, new LinkId(0x0123456789L), 1, 2, 3);

        String code = codes.encode(id);

        BigInteger high = BigInteger.valueOf(id.high());
        BigInteger low = new BigInteger(Long.toUnsignedString(id.low()));
        assertThat(Codes.number(code).shiftRight(48)).isEqualTo(high.shiftLeft(64).add(low));
        assertThat(code).isEqualTo("10j5JxVBm4OCk5tLMPKIwK6naUI1qZ");
    }

    @Test
    void reads_the_least_and_the_greatest_id() {
        ClickCodes codes =
                new ClickCodes(
                        KeyRing.parse(
                                "1:"
                                        + "00112233445566778899aabbccddeeff"
                                        + ",31:"
                                        + "00112233445566778899aabbccddeeff"));
        ClickId least = ClickId.of(0, new LinkId(1), 1, 0, 0);
        ClickId greatest = new ClickId(-1, -1);

        assertThat(codes.verify(codes.encode(least))).isEqualTo(least);
        assertThat(codes.verify(codes.encode(greatest))).isEqualTo(greatest);
    }

    @Test
    void finds_no_code_for_a_click_whose_key_left_the_ring() {
        ClickId id = ClickId.of(1_772_000_000_000L, new LinkId(7), 9, 2, 3);

        assertThat(codes.find(id)).isNull();
        assertThatIllegalArgumentException().isThrownBy(() -> codes.encode(id));
    }

    @Test
    void sorts_as_its_clicks_do() {
        Seeded.run(
                2000,
                random -> {
                    ClickId one = randomClick(random, 1);
                    ClickId other = randomClick(random, 1);

                    int order = codes.encode(one).compareTo(codes.encode(other));

                    assertThat(Integer.signum(order)).isEqualTo(one.compareTo(other));
                });
    }

    @Test
    void refuses_every_flipped_bit() {
        Seeded.run(
                100,
                random -> {
                    BigInteger number = Codes.number(codes.encode(randomClick(random, 1)));

                    for (int bit = 0; bit < 176; bit++) {
                        String forged = Codes.code(number.flipBit(bit), ClickCodes.LENGTH);
                        assertThat(codes.verify(forged)).isNull();
                    }
                });
    }

    @Test
    void refuses_every_changed_character() {
        Seeded.run(
                10,
                random -> {
                    String code = codes.encode(randomClick(random, 1));

                    for (int i = 0; i < code.length(); i++) {
                        for (char c = 0; c < 300; c++) {
                            StringBuilder forged = new StringBuilder(code);
                            forged.setCharAt(i, c);
                            if (c != code.charAt(i)) {
                                assertThat(codes.verify(forged)).isNull();
                            }
                        }
                    }
                });
    }

    @Test
    void refuses_a_second_writing_of_the_same_number() {
        String code = codes.encode(ClickId.of(1_772_000_000_000L, new LinkId(1), 1, 0, 0));
        BigInteger number = Codes.number(code);

        for (int factor = 1; factor <= 4; factor++) {
            BigInteger same =
                    number.add(BigInteger.ONE.shiftLeft(176).multiply(BigInteger.valueOf(factor)));
            assertThat(codes.verify(Codes.code(same, ClickCodes.LENGTH))).isNull();
        }
        assertThat(codes.verify("z".repeat(ClickCodes.LENGTH))).isNull();
    }

    @Test
    void refuses_every_other_length() {
        String code = codes.encode(ClickId.of(1, new LinkId(42), 1, 0, 0));

        for (int length = 0; length < ClickCodes.LENGTH; length++) {
            assertThat(codes.verify(code.substring(0, length))).isNull();
        }
        assertThat(codes.verify(code + "0")).isNull();
        assertThat(codes.verify("0" + code)).isNull();
    }

    @Test
    void verifies_with_every_key_and_signs_with_the_one_that_the_id_names() {
        Seeded.run(
                200,
                random -> {
                    String first = Codes.randomKey(random, 3);
                    String second = Codes.randomKey(random, 30);
                    ClickCodes before = new ClickCodes(KeyRing.parse(first));
                    ClickCodes during = new ClickCodes(KeyRing.parse(first + "," + second));
                    ClickId old = randomClick(random, before.signingKeyId());
                    ClickId fresh = randomClick(random, during.signingKeyId());

                    String oldCode = before.encode(old);

                    assertThat(during.signingKeyId()).isEqualTo(30);
                    assertThat(during.encode(old)).isEqualTo(oldCode);
                    assertThat(during.verify(oldCode)).isEqualTo(old);
                    assertThat(during.verify(during.encode(fresh))).isEqualTo(fresh);
                    assertThat(before.verify(during.encode(fresh))).isNull();
                });
    }

    @Test
    void refuses_to_sign_with_a_key_that_it_lacks() {
        ClickId id = ClickId.of(1, new LinkId(1), 2, 0, 0);

        assertThatIllegalArgumentException().isThrownBy(() -> codes.encode(id));
    }

    private static ClickId randomClick(Random random, int keyId) {
        return ClickId.of(
                random.nextLong() & ClickId.MAX_MILLIS,
                new LinkId(1 + (random.nextLong() & Long.MAX_VALUE) % LinkId.MAX),
                keyId,
                random.nextInt(ClickId.MAX_INSTANCE + 1),
                random.nextInt(ClickId.MAX_SEQUENCE + 1));
    }
}
