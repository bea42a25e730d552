/* How the rings of a body lie on the bones of a pose. In doubles, as the pose is told. */

#include "kernel.h"

#define BONES 18
#define SAMPLES 14
#define FRAMES (BONES + 2)
#define PLACES (2 * SAMPLES + BONES + FRAMES)
#define MOST_BENDS 32
#define TERMS 4
#define NO_TURN 1e-7
#define NO_SWING 1e-9

typedef double Three[3];
typedef Three Frame[3]; /* Its axes are the columns. */

typedef struct {
    Frame frames[BONES];
    Three origins[BONES];
    Frame spine_frames[SAMPLES];
    Three spine_points[SAMPLES];
} Pose;

/* A turn from a frame to another one: the whole of it, that of the z axis only, or that about it. */
enum { WHOLE_TURN, SWING, TWIST };

typedef struct {
    int32_t first, last, kind;
} Bend;

typedef struct {
    Three axis;
    double angle;
} Turn;

/* How a ring lies, as rig.py has it: a share of a bend (-1 for none) from a frame on, or with `mix`
 * from between a point of the spine (-1 - base) and the next; then a share of a twist (-1 for none).
 * Its middle is a sum of shares of places and of the ring's own x and z axes. One of a hand is
 * `home` (0 and on, else -1) among those that the hand has in its frame. */
typedef struct {
    int32_t base, bend;
    float share;
    int32_t twist;
    float twisted, mix;
    int32_t places[TERMS];
    float weights[TERMS];
    float x, z;
    int32_t hand, home;
} Plan;

/* A ball whose roundness is lent: its bone, its middle there, 1 / the squares of its radii. */
typedef struct {
    int32_t bone;
    float middle[3], per_square[3];
} BallPlan;

typedef struct {
    float axes[3][4], origin[4];
} Ring;

typedef struct {
    float axes[3][4], middle[4], per_square[4];
} Ball;

typedef struct {
    const Plan *plans;
    int32_t count;
    const Bend *bends;
    int32_t bend_count;
    const Frame *collarbones;
    int32_t thorax;
    const BallPlan *ball_plans;
    int32_t ball_count;
    const Pose *pose;
    const float *hands[2];
    Ring *rings;
    Ball *balls;
} Rig;

/* a @ b */
static void product(const Frame a, const Frame b, Frame found) {
    for (int i = 0; i < 3; i++)
        for (int j = 0; j < 3; j++)
            found[i][j] = a[i][0] * b[0][j] + a[i][1] * b[1][j] + a[i][2] * b[2][j];
}

/* a^T @ b: where the axes of b are in a. */
static void apart(const Frame a, const Frame b, Frame found) {
    for (int i = 0; i < 3; i++)
        for (int j = 0; j < 3; j++)
            found[i][j] = a[0][i] * b[0][j] + a[1][i] * b[1][j] + a[2][i] * b[2][j];
}

/* Of an angle within a turn either way: that of an eighth by its series, doubled three times. */
static void turned_by(double angle, double *sine, double *cosine) {
    double x = angle / 8.0, y = x * x;
    double s = x * (1.0 - y / 6.0 * (1.0 - y / 20.0 * (1.0 - y / 42.0 * (1.0 - y / 72.0))));
    double c = 1.0 - y / 2.0 * (1.0 - y / 12.0 * (1.0 - y / 30.0 * (1.0 - y / 56.0 * (1.0 - y / 90.0))));
    for (int i = 0; i < 3; i++) {
        double doubled = 2.0 * s * c;
        c = 1.0 - 2.0 * s * s;
        s = doubled;
    }
    *sine = s;
    *cosine = c;
}

/* The angle of a place seen from the origin, halved five times for its series. */
static double angle_of(double y, double x) {
    double far = __builtin_sqrt(x * x + y * y);
    if (far == 0.0) return 0.0;
    double s = y / far, c = x / far;
    for (int i = 0; i < 5; i++) {
        double half = __builtin_sqrt(c > -1.0 ? (1.0 + c) / 2.0 : 0.0);
        s = half > NO_SWING ? s / (2.0 * half) : (y < 0.0 ? -1.0 : 1.0);
        c = half;
    }
    double z = s * s;
    return 32.0 * s * (1.0 + z / 6.0 * (1.0 + z * 9.0 / 20.0 * (1.0 + z * 25.0 / 42.0 * (1.0 + z * 49.0 / 72.0))));
}

static void whole_turn(const Frame r, Turn *found) {
    Three v = {r[2][1] - r[1][2], r[0][2] - r[2][0], r[1][0] - r[0][1]};
    double size = __builtin_sqrt(v[0] * v[0] + v[1] * v[1] + v[2] * v[2]);
    double cosine = (r[0][0] + r[1][1] + r[2][2] - 1.0) / 2.0;
    found->angle = angle_of(size / 2.0, cosine);
    if (size < NO_TURN) {
        if (cosine > 0.0) {
            found->angle = 0.0;
            return;
        }
        /* Half a turn: the axis is where nothing turns. */
        int most = 0;
        for (int i = 1; i < 3; i++)
            if (r[i][i] > r[most][most]) most = i;
        for (int i = 0; i < 3; i++) v[i] = r[most][i] + (i == most ? 1.0 : 0.0);
        size = __builtin_sqrt(v[0] * v[0] + v[1] * v[1] + v[2] * v[2]);
    }
    for (int i = 0; i < 3; i++) found->axis[i] = v[i] / size;
}

static void turn_of(const Bend *bend, const Frame *frames, Turn *found) {
    Frame r;
    apart(frames[bend->first], frames[bend->last], r);
    found->axis[0] = found->axis[1] = 0.0;
    found->axis[2] = 1.0;
    if (bend->kind == WHOLE_TURN) {
        whole_turn(r, found);
    } else if (bend->kind == TWIST) {
        found->angle = angle_of(r[1][0] - r[0][1], r[0][0] + r[1][1]);
    } else {
        double sine = __builtin_sqrt(r[0][2] * r[0][2] + r[1][2] * r[1][2]);
        found->angle = sine < NO_SWING ? 0.0 : angle_of(sine, r[2][2]);
        if (sine < NO_SWING) return;
        found->axis[0] = -r[1][2] / sine;
        found->axis[1] = r[0][2] / sine;
        found->axis[2] = 0.0;
    }
}

/* A frame turned about an axis in it. */
static void turn(Frame frame, const Turn *by, double share) {
    if (by->angle * share == 0.0) return;
    double s, c, x = by->axis[0], y = by->axis[1], z = by->axis[2];
    turned_by(by->angle * share, &s, &c);
    double t = 1.0 - c;
    Frame r = {{t * x * x + c, t * x * y - s * z, t * x * z + s * y},
               {t * x * y + s * z, t * y * y + c, t * y * z - s * x},
               {t * x * z - s * y, t * y * z + s * x, t * z * z + c}};
    Frame before;
    __builtin_memcpy(before, frame, sizeof before);
    product(before, r, frame);
}

static void lie(const Rig *job, const Plan *plan, const Frame *frames, const Turn *turns,
                const Three *places, Ring *ring) {
    Frame frame;
    if (plan->base >= 0) {
        __builtin_memcpy(frame, frames[plan->base], sizeof frame);
    } else {
        const Frame *spine = job->pose->spine_frames + (-1 - plan->base);
        double mix = (double)plan->mix;
        for (int i = 0; i < 3; i++)
            for (int j = 0; j < 3; j++)
                frame[i][j] = spine[0][i][j] * (1.0 - mix) + spine[1][i][j] * mix;
    }
    Three at = {0.0, 0.0, 0.0};
    for (int k = 0; k < TERMS && plan->weights[k] != 0.0f; k++)
        for (int i = 0; i < 3; i++) at[i] += (double)plan->weights[k] * places[plan->places[k]][i];
    if (plan->home >= 0) {
        const float *home = job->hands[plan->hand] + 12 * plan->home;
        for (int i = 0; i < 3; i++) at[i] += frame[i][0] * (double)home[9] + frame[i][1] * (double)home[10] +
                                             frame[i][2] * (double)home[11];
        Frame own = {{(double)home[0], (double)home[3], (double)home[6]},
                     {(double)home[1], (double)home[4], (double)home[7]},
                     {(double)home[2], (double)home[5], (double)home[8]}};
        Frame hand;
        __builtin_memcpy(hand, frame, sizeof hand);
        product(hand, own, frame);
    }
    if (plan->bend >= 0) turn(frame, turns + plan->bend, (double)plan->share);
    if (plan->twist >= 0) turn(frame, turns + plan->twist, (double)plan->twisted);
    for (int i = 0; i < 3; i++) {
        for (int j = 0; j < 3; j++) ring->axes[j][i] = (float)frame[i][j];
        ring->origin[i] = (float)(at[i] + (double)plan->x * frame[i][0] + (double)plan->z * frame[i][2]);
        ring->axes[i][3] = 0.0f;
    }
    ring->origin[3] = 0.0f;
}

void rig_body(const void *given) {
    const Rig *job = given;
    const Pose *pose = job->pose;
    Frame frames[FRAMES];
    Three places[PLACES];
    Turn turns[MOST_BENDS];
    __builtin_memcpy(frames, pose->frames, sizeof pose->frames);
    for (int i = 0; i < FRAMES - BONES; i++)
        product(pose->frames[job->thorax], job->collarbones[i], frames[BONES + i]);
    __builtin_memcpy(places, pose->spine_points, sizeof pose->spine_points);
    __builtin_memcpy(places + 2 * SAMPLES, pose->origins, sizeof pose->origins);
    for (int i = 0; i < 3; i++) {
        for (int k = 0; k < SAMPLES; k++) places[SAMPLES + k][i] = pose->spine_frames[k][i][2];
        for (int k = 0; k < FRAMES; k++) places[2 * SAMPLES + BONES + k][i] = frames[k][i][2];
    }
    for (int i = 0; i < job->bend_count; i++) turn_of(job->bends + i, frames, turns + i);
    for (int i = 0; i < job->count; i++)
        lie(job, job->plans + i, frames, turns, places, job->rings + i);
    for (int i = 0; i < job->ball_count; i++) {
        const BallPlan *plan = job->ball_plans + i;
        Ball *ball = job->balls + i;
        for (int j = 0; j < 3; j++) {
            double at = pose->origins[plan->bone][j];
            for (int k = 0; k < 3; k++) {
                ball->axes[k][j] = (float)frames[plan->bone][j][k];
                at += frames[plan->bone][j][k] * (double)plan->middle[k];
            }
            ball->middle[j] = (float)at;
            ball->per_square[j] = plan->per_square[j];
            ball->axes[j][3] = 0.0f;
        }
        ball->middle[3] = ball->per_square[3] = 0.0f;
    }
}
