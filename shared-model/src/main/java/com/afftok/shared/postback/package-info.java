/// How postbacks wait in Redis for the edge that records them.
@NullMarked
package com.afftok.shared.postback;

import org.jspecify.annotations.NullMarked;
