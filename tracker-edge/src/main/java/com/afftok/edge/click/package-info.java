/// `GET /c/{code}`: one request, one decision, one answer.
@NullMarked
package com.afftok.edge.click;

import org.jspecify.annotations.NullMarked;
