/// The queue of postbacks in Redis.
@NullMarked
package com.afftok.shared.postback;

import org.jspecify.annotations.NullMarked;
