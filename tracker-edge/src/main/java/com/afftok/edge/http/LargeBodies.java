package com.afftok.edge.http;

import java.util.ArrayDeque;
import java.util.Queue;

/// How many large bodies are received at once. Who comes when there is no room waits in line.
final class LargeBodies {

    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private int room;

    LargeBodies(int most) {
        this.room = most;
    }

    /// Runs it when there is room, at once or in a thread that leaves.
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

    /// Once for each that came in.
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
