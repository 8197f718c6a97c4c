/// The platform as its user runs it: processes, sockets, signals.
@NullMarked
package com.afftok.endtoend;

import org.jspecify.annotations.NullMarked;
