/** The Kubernetes objects of a gallery, as they should be. Pure: the same gallery gives the same objects. */
package dev.darkroom.operator.objects;
