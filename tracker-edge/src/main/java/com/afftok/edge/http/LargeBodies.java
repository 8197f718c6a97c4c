package com.afftok.edge.http;

import java.util.ArrayDeque;
import java.util.Queue;

/// Limits how many large bodies are received at once. Others wait in a queue.
final class LargeBodies {

    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private int room;

    LargeBodies(int most) {
        this.room = most;
    }

    /// Runs it when there is room, at once or on the thread of a body that leaves.
    void enter(Runnable inside) {
        synchronized (this) {
            if (room == 0) {
                waiting.add(inside);
                return;
            }
            room--;
        }
        inside.run();
    }

    /// Call it once for each body that has entered.
    void leave() {
        Runnable next;
        synchronized (this) {
            next = waiting.poll();
            if (next == null) {
                room++;
                return;
            }
        }
        next.run();
    }
}
