using System.Globalization;
using Resilience.Statistics;
using Resilience.Timing;

namespace Resilience;

/// <summary>
/// Bounds the load that retries and hedges add to a dependency: whenever one is granted, those granted within the window before it
/// are at most a ratio of the calls within the same window, plus a minimum. One budget per dependency, shared by everything that may
/// repeat a call to it. A retry counts from the moment it is granted, so one that still waits for its delay counts too.
/// Safe to use from many threads; see <c>docs/retry-budget.md</c>.
/// </summary>
public sealed class RetryBudget
{
    private const int Buckets = 10;
    private const int GrantedSeries = 0;
    private const int RefusedSeries = 1;

    // Ratio × calls is a product of binary fractions: 0.29 × 100 must be 29.
    private const double Rounding = 1e-9;

    // Recording a call reads no clock. Every 64th in a cell of the counter does, and assigns the calls since the last look to buckets,
    // so that no more than 64 calls per cell can be taken for more recent than they are.
    private const long LookEvery = 64; // a power of two

    private readonly Lock _gate = new();
    private readonly StripedCounter _counter = new();
    private readonly TimeProvider _timeProvider;
    private readonly bool _coarse;
    private readonly double _ratio;
    private readonly int _minimum;
    private readonly TimeSpan _length;
    private readonly RollingWindow _calls;
    private readonly RollingWindow _retries;
    private long _seen;
    private long _granted;
    private long _refused;

    /// <summary>Creates a budget.</summary>
    /// <param name="options">The limits; the defaults if null. They are copied.</param>
    /// <param name="timeProvider">The clock, of which only timestamps are used; the system's if null.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    public RetryBudget(RetryBudgetOptions? options = null, TimeProvider? timeProvider = null)
    {
        options ??= new RetryBudgetOptions();
        _ratio = Require.Between(options.Ratio, 0, 1);
        _minimum = Require.Between(options.MinimumPerWindow, 0, 1_000_000);
        _length = Require.Between(options.Window, TimeSpan.FromSeconds(1), TimeSpan.FromHours(1));
        _timeProvider = timeProvider ?? TimeProvider.System;
        _coarse = ReferenceEquals(_timeProvider, TimeProvider.System);

        // Calls leave up to one bucket early and retries up to one bucket late, so that the limit holds for the exact window before
        // each grant and not just from the beginning of a bucket. Hence also the directions of rounding.
        double bucket = _length.TotalSeconds * (_coarse ? 1000 : _timeProvider.TimestampFrequency) / Buckets;
        long start = Now();
        _calls = new RollingWindow(start, (long)Math.Max(1, Math.Floor(bucket)), Buckets);
        _retries = new RollingWindow(start, (long)Math.Max(1, Math.Ceiling(bucket)), Buckets + 1, series: 2);
    }

    /// <summary>Counts a call. Once for each call that enters, not for its retries. Costs one increment, and allocates nothing.</summary>
    public void RecordCall()
    {
        if ((_counter.Increment() & (LookEvery - 1)) == 0)
        {
            TryLook();
        }
    }

    /// <summary>Asks for one retry or hedge, and spends it if it is granted: check and count are one step.</summary>
    /// <returns>True if the retry may be made; false if the budget is spent and the last outcome should be returned instead.</returns>
    public bool TryAcquire()
    {
        long now = Now();
        lock (_gate)
        {
            Look_NeedsLock(now);
            bool granted = _retries.Sum(now, GrantedSeries) < Limit_NeedsLock(now);
            _retries.Add(now, 1, granted ? GrantedSeries : RefusedSeries);
            if (granted)
            {
                _granted++;
            }
            else
            {
                _refused++;
            }

            return granted;
        }
    }

    /// <summary>The counts in the window and in total, which belong together.</summary>
    /// <returns>A copy that no longer changes.</returns>
    public RetryBudgetSnapshot Snapshot()
    {
        long now = Now();
        lock (_gate)
        {
            Look_NeedsLock(now);
            return new RetryBudgetSnapshot(
                _calls.Sum(now), _retries.Sum(now, GrantedSeries), _retries.Sum(now, RefusedSeries), Limit_NeedsLock(now),
                _seen, _granted, _refused);
        }
    }

    /// <summary>The budget in words, such as "20 % of calls + 10 per 10 s".</summary>
    /// <returns>One line for descriptions and logs; its form is not a contract.</returns>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"{_ratio * 100:0.##} % of calls + {_minimum} per {DurationText.Format(_length)}");

    /// <summary>Whether the other one has the same limits and clock, so that either could serve for both.</summary>
    internal bool HasLimitsOf(RetryBudget other) =>
        (_ratio, _minimum, _length) == (other._ratio, other._minimum, other._length) && ReferenceEquals(_timeProvider, other._timeProvider);

    private long Now() => _coarse ? Environment.TickCount64 : _timeProvider.GetTimestamp();

    // Apart from RecordCall, which is inlined without it. A look that somebody else is just taking needs no second one: a call never waits.
    private void TryLook()
    {
        long now = Now();
        if (_gate.TryEnter())
        {
            try
            {
                Look_NeedsLock(now);
            }
            finally
            {
                _gate.Exit();
            }
        }
    }

    private void Look_NeedsLock(long now)
    {
        long total = _counter.Sum();
        _calls.AddSinceLastTouch(now, total - _seen);
        _seen = total;
    }

    private long Limit_NeedsLock(long now) => _minimum + (long)(_ratio * _calls.Sum(now) + Rounding);
}
