package com.afftok.shared.link;

import static org.assertj.core.api.Assertions.assertThat;

import com.afftok.shared.id.AccountId;
import com.afftok.shared.id.LinkId;
import com.afftok.shared.id.OfferId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class LinkChangeTest {

    static List<Map.Entry<LinkChange, String>> changes() {
        return List.of(
                Map.entry(new LinkChange.OfLink(new LinkId(42)), "link 42"),
                Map.entry(new LinkChange.OfOffer(new OfferId(7)), "offer 7"),
                Map.entry(
                        new LinkChange.OfAccount(new AccountId(Long.MAX_VALUE)),
                        "account 9223372036854775807"),
                Map.entry(new LinkChange.OfAlias("summer-sale"), "alias summer-sale"));
    }

    @ParameterizedTest
    @MethodSource("changes")
    void is_read_as_it_was_written(Map.Entry<LinkChange, String> change) {
        assertThat(change.getKey().encode()).isEqualTo(change.getValue());
        assertThat(LinkChange.parse(change.getValue())).isEqualTo(change.getKey());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "link",
                "link ",
                "link x",
                "link 0",
                "link 1099511627776",
                "link 1 2",
                "offer -1",
                "account 9223372036854775808",
                "alias",
                "alias summer sale",
                "promoter 1",
            })
    void is_read_whole_or_not_at_all(String message) {
        assertThat(LinkChange.parse(message)).isNull();
    }

    @Test
    void names_the_entries_that_edges_share() {
        assertThat(LinkChange.CHANNEL).isEqualTo("links:changed");
        assertThat(SharedLinks.key(new LinkChange.OfLink(new LinkId(42)))).isEqualTo("link:42");
        assertThat(SharedLinks.key(new LinkChange.OfOffer(new OfferId(7)))).isEqualTo("offer:7");
        assertThat(SharedLinks.key(new LinkChange.OfAccount(new AccountId(5))))
                .isEqualTo("account:5");
        assertThat(SharedLinks.key(new LinkChange.OfAlias("summer-sale")))
                .isEqualTo("alias:summer-sale");
    }
}
