namespace Resilience.Bulkheads;

/// <summary>
/// Gradient2 of Netflix' concurrency-limits, as a pure function: the limit follows the ratio of the time that calls take without a queue
/// (the baseline, an average over many windows) to the time that they take now. With two differences.
/// </summary>
/// <remarks>
/// Drops lower the limit, whatever calls that succeeded took.
/// <para>
/// And the baseline learns longer times only from windows that cannot have filled a queue. The original learns from all: under a load that
/// does not end, the queue's own time becomes the baseline, and the limit creeps up to its maximum. Here it learns from windows in which
/// less than half of the limit was in use. If the baseline has held the limit down for many windows and there was no such one, the limit is
/// halved: for one window in which the queue empties, and one that is measured, and counts for as many as have passed. This cannot feed on
/// itself: the limit settles where the time is at most tolerance × baseline (and the queue that is allowed), so half of it takes at most
/// tolerance / 2 × baseline, which is less than the baseline, unless the dependency itself has become slower.
/// </para>
/// </remarks>
internal static class GradientRule
{
    private const int WarmUp = 10;
    private const double LeastGradient = 0.5;
    private const double DriftRatio = 2;
    private const double DriftFactor = 0.95;
    private const double MuchShorter = 0.9;
    private const int SoonerBy = 10;

    // 0.9 × 30 is to be 27.
    private const double Rounding = 1e-9;

    public static (GradientState State, LimitDecision Decision) Next(
        in GradientState before, in LimitWindow window, in GradientSettings settings)
    {
        GradientState state = before.Enforced == window.Limit
            ? before
            : before with { Limit = window.Limit, Enforced = window.Limit, Probe = GradientProbe.None };
        double time = Math.Max(1, window.AverageTime.Ticks);
        if (window.HasDrops)
            return Drop(state, time, window, settings);
        if (window.Calls == 0)
            return (state, new(0, LimitReasons.NotLimited));
        return state.Probe switch
        {
            GradientProbe.Draining => (state with { Probe = GradientProbe.Measuring }, new(0, LimitReasons.ProbeBaseline)),
            GradientProbe.Measuring => EndProbe(state, time, window, settings, (int)state.Limit),
            _ => Follow(Learn(state, time, window, settings), time, window, settings),
        };
    }

    /// <summary>Drops lower the limit, and no less than the time of the calls that were not dropped would.</summary>
    private static (GradientState State, LimitDecision Decision) Drop(
        in GradientState state, double time, in LimitWindow window, in GradientSettings settings)
    {
        // A probe ends, and the limit stays where it is.
        double from = state.Probe == GradientProbe.None ? state.Limit : window.Limit;
        double limit = Math.Min(from * settings.DropFactor, window.Limit - 1);
        if (window.Calls > 0 && window.IsLimited && state.Learned > 0)
            limit = Math.Min(limit, Step(from, GradientOf(state, time, settings), settings));
        return Move(state with { Probe = GradientProbe.None }, limit, window, LimitReasons.Drop);
    }

    private static (GradientState State, LimitDecision Decision) Follow(
        in GradientState state, double time, in LimitWindow window, in GradientSettings settings)
    {
        if (!window.IsLimited)
            return (state, new(0, LimitReasons.NotLimited));
        double gradient = GradientOf(state, time, settings);
        GradientState next = gradient < 1 ? state with { Restrained = state.Restrained + 1 } : state;
        if (next.Restrained >= settings.ProbeInterval)
            return BeginProbe(next, time, window, settings);

        double limit = Step(state.Limit, gradient, settings);
        string reason = limit > state.Limit ? LimitReasons.ProbeUpward
            : limit < state.Limit ? LimitReasons.Queueing
            : LimitReasons.Steady;
        return Move(next, limit, window, reason);
    }

    private static (GradientState State, LimitDecision Decision) BeginProbe(
        in GradientState state, double time, in LimitWindow window, in GradientSettings settings)
    {
        int halved = Bounded((int)(state.Limit / 2), window);
        if (halved == window.Limit)
            return EndProbe(state, time, window, settings, window.Limit);

        // Begun again from here: a probe that drops end must not be followed by another at once.
        GradientState probing = state with { Enforced = halved, Restrained = 0, Probe = GradientProbe.Draining };
        return (probing, new(halved - window.Limit, LimitReasons.ProbeBaseline));
    }

    /// <summary>Learns from a window without a queue, unless calls did not keep to it, and returns to the limit before.</summary>
    private static (GradientState State, LimitDecision Decision) EndProbe(
        in GradientState state, double time, in LimitWindow window, in GradientSettings settings, int limit)
    {
        int restored = Bounded(limit, window);
        GradientState ended = state with { Enforced = restored, Restrained = 0, Probe = GradientProbe.None };
        if (4L * window.MaxInFlight <= 5L * window.Limit)
        {
            // A shorter time cannot be the mistake of a queue: half of it is believed at once. If it is much shorter, there may have been
            // a queue even so: the next probe comes soon.
            double learned = Mix(state.Baseline, time, settings.ProbeInterval, settings);
            ended = ended with
            {
                Baseline = time < state.Baseline ? (state.Baseline + time) / 2 : learned,
                Restrained = time < state.Baseline * MuchShorter ? settings.ProbeInterval - (settings.ProbeInterval / SoonerBy) : 0,
            };
        }

        return (ended, new(restored - window.Limit, LimitReasons.BaselineMeasured));
    }

    private static GradientState Learn(in GradientState state, double time, in LimitWindow window, in GradientSettings settings)
    {
        if (state.Learned < WarmUp)
        {
            double sum = (state.Baseline * state.Learned) + time;
            return state with { Baseline = sum / (state.Learned + 1), Learned = state.Learned + 1 };
        }

        bool isFree = !window.IsLimited;
        if (!isFree && time >= state.Baseline)
            return state;
        double baseline = Mix(state.Baseline, time, 1, settings);

        // The load has fallen for good: do not take hundreds of windows to notice.
        if (baseline / time > DriftRatio)
            baseline *= DriftFactor;
        return state with { Baseline = baseline, Restrained = isFree ? 0 : state.Restrained };
    }

    private static double GradientOf(in GradientState state, double time, in GradientSettings settings) =>
        Math.Clamp(settings.Tolerance * state.Baseline / time, LeastGradient, 1);

    private static double Step(double limit, double gradient, in GradientSettings settings) =>
        limit + (settings.Smoothing * ((limit * gradient) + settings.QueueSize - limit));

    /// <summary>An exponential average, of which the newest part stands for several windows.</summary>
    private static double Mix(double baseline, double time, int windows, in GradientSettings settings) =>
        baseline + ((1 - Math.Pow(1 - (2d / (settings.BaselineWindows + 1)), windows)) * (time - baseline));

    /// <summary>
    /// Remembers the new limit within its bounds, and tells the change beyond them, so that it can be seen that they bind. Callers meet it
    /// when it is a whole call away from what they meet: a limit in balance does not change all the time.
    /// </summary>
    private static (GradientState State, LimitDecision Decision) Move(
        in GradientState state, double limit, in LimitWindow window, string reason)
    {
        int enforced = limit >= window.Limit + 1d ? (int)(limit + Rounding)
            : limit <= window.Limit - 1d ? (int)Math.Ceiling(limit - Rounding)
            : window.Limit;
        double bounded = Math.Clamp(limit, window.Min, Math.Max(window.Min, window.Max));
        return (state with { Limit = bounded, Enforced = Bounded(enforced, window) }, new(enforced - window.Limit, reason));
    }

    private static int Bounded(int limit, in LimitWindow window) => Math.Clamp(limit, window.Min, Math.Max(window.Min, window.Max));
}
