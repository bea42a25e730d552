/* How the kernel is called: with steps that lie in memory, one after the other. */

#include "kernel.h"

/* In the order in which machine.py has them. */
static void (*const TASKS[])(const void *) = {rig_body, see_body,    draw_body,    draw_whole, halve,
                                              smooth,   lay_shadows, paint_ground, pack_runs,  lay_runs};

typedef struct {
    int32_t task;
    const void *job;
} Step;

typedef struct {
    int32_t count;
    Step steps[];
} Steps;

/* Where the kernel's own data ends, there lies where the steps are. */
extern const Steps *volatile __heap_base;

__attribute__((export_name("run"))) void run(void) {
    const Steps *all = __heap_base;
    for (int32_t i = 0; i < all->count; i++) TASKS[all->steps[i].task](all->steps[i].job);
}
