/// Redis structures shared by all services.
@NullMarked
package com.afftok.shared.redis;

import org.jspecify.annotations.NullMarked;
