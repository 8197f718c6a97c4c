/// How likely a click is not an honest one: its signals, its score and what follows.
@NullMarked
package com.afftok.edge.guard.score;

import org.jspecify.annotations.NullMarked;
