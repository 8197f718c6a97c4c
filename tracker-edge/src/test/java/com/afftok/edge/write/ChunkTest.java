package com.afftok.edge.write;

import static com.afftok.shared.click.ClickBuilder.aClick;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.afftok.edge.write.Chunk.Part;
import com.afftok.shared.click.ClickEvent;
import com.afftok.shared.click.ClickEventWriter;
import com.afftok.shared.id.ClickId;
import com.afftok.shared.id.LinkId;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// The remainder of a chunk after parts of it were processed or failed.
class ChunkTest {

    private static final int MOST = 4;

    @Test
    void goes_on_where_it_stood_however_often_setting_aside_fails() {
        Chunk chunk = new Chunk(100);
        byte[] damaged = batch(clicks(0, 6));
        damaged[damaged.length / 6 + 20]++;
        damaged[4 * damaged.length / 6 + 20]++;
        add(chunk, "1", batch(clicks(6, 3)), false);
        add(chunk, "2", damaged, false);

        Part first = requireNonNull(chunk.next());
        for (int i = 0; i < 5; i++) {
            assertThat(chunk.next()).as("the part that could not be set aside").isSameAs(first);
        }

        assertThat(first)
                .isInstanceOfSatisfying(
                        Part.Damaged.class,
                        is -> {
                            assertThat(is.batch()).isSameAs(damaged);
                            assertThat(is.why()).contains("offset").contains("; offset");
                        });
        chunk.done();
        assertThat(chunk.next())
                .isInstanceOfSatisfying(
                        Part.Clicks.class,
                        is ->
                                assertThat(is.clicks())
                                        .extracting(click -> click.id().sequence())
                                        .containsExactly(6, 7, 8, 0, 2, 3, 5));
        chunk.done();
        assertThat(chunk.next()).isNull();
        assertThat(chunk.entries()).containsExactly("1", "2");
    }

    @Test
    void is_read_in_parts_that_a_transaction_can_hold() {
        Chunk chunk = new Chunk(MOST);
        add(chunk, "1", batch(clicks(0, 3)), false);
        assertThat(chunk.isFull()).isFalse();
        add(chunk, "2", batch(clicks(3, 2)), false);
        assertThat(chunk.isFull()).isTrue();
        add(chunk, "3", batch(clicks(5, 9)), true);

        List<Part.Clicks> parts =
                IntStream.range(0, 5)
                        .mapToObj(_ -> {
                            Part.Clicks part = (Part.Clicks) requireNonNull(chunk.next());
                            chunk.done();
                            return part;
                        })
                        .toList();

        assertThat(parts)
                .extracting(part -> part.clicks().size())
                .containsExactly(3, 2, MOST, MOST, 1);
        assertThat(parts)
                .extracting(Part.Clicks::repeated)
                .containsExactly(false, false, true, true, true);
        assertThat(chunk.next()).isNull();
    }

    private static void add(Chunk chunk, String id, byte[] batch, boolean repeated) {
        chunk.add(new StreamShard.Entry(id, batch, repeated), 0);
    }

    private static List<ClickEvent> clicks(int first, int count) {
        return IntStream.range(first, first + count)
                .mapToObj(i ->
                        aClick().id(ClickId.of(1_772_000_000_000L, new LinkId(1), 1, 0, i)).build())
                .toList();
    }

    private static byte[] batch(List<ClickEvent> clicks) {
        ClickEventWriter batch = new ClickEventWriter();
        clicks.forEach(batch::append);
        return batch.toByteArray();
    }
}
