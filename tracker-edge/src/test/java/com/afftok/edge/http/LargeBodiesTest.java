package com.afftok.edge.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LargeBodiesTest {

    private final List<String> inside = new ArrayList<>();
    private final LargeBodies bodies = new LargeBodies(2);

    @Test
    void lets_so_many_in_and_the_others_in_the_order_in_which_they_came() {
        enter("a", "b", "c", "d");

        assertThat(inside).containsExactly("a", "b");
        bodies.leave();
        assertThat(inside).containsExactly("a", "b", "c");
        bodies.leave();
        assertThat(inside).containsExactly("a", "b", "c", "d");
    }

    @Test
    void has_all_its_room_again_when_all_have_left() {
        enter("a", "b", "c");
        bodies.leave();
        bodies.leave();
        bodies.leave();
        inside.clear();

        enter("d", "e", "f");

        assertThat(inside).containsExactly("d", "e");
    }

    private void enter(String... names) {
        for (String name : names) {
            bodies.enter(() -> inside.add(name));
        }
    }
}
