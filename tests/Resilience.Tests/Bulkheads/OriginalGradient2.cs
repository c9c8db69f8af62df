namespace Resilience.Bulkheads;

/// <summary>
/// Gradient2 as it is told elsewhere: every window teaches the baseline, and drops are not looked at. Here to show that a simulation tells
/// the two apart.
/// </summary>
internal sealed class OriginalGradient2 : LimitAlgorithm
{
    private double _limit;
    private double _baseline;
    private int _windows;

    protected override LimitDecision Propose(in LimitWindow window)
    {
        if (_windows == 0)
            _limit = window.Limit;
        double time = window.AverageTime.Ticks;
        _windows++;
        _baseline += (time - _baseline) * (_windows <= 10 ? 1.0 / _windows : 2.0 / 601);
        if (_baseline / time > 2)
            _baseline *= 0.95;
        if (!window.IsLimited)
            return new(0, LimitReasons.NotLimited);
        double gradient = Math.Clamp(1.5 * _baseline / time, 0.5, 1);
        _limit = Math.Clamp((0.8 * _limit) + (0.2 * ((gradient * _limit) + 4)), window.Min, window.Max);
        return new((int)_limit - window.Limit, "gradient");
    }
}
