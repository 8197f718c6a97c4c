/// Sessions and their tokens.
@NullMarked
package com.afftok.management.access.session;

import org.jspecify.annotations.NullMarked;
