namespace Resilience.FanOut.Balancing;

/// <summary>A replica of a balancer: how its calls went, and whether it is ejected. Times are seconds of the balancer.</summary>
internal sealed class Replica<TRequest, TResult>(Dependency<TRequest, TResult> dependency, int index, LoadBalancerOptions options)
{
    private readonly Lock _gate = new();
    private readonly double _slowStart = options.SlowStart.TotalSeconds;
    private PeakEwma _ewma = new(options.Decay.TotalSeconds);
    private int _outstanding;
    private long _calls;
    private int _failuresInARow;
    private double _ejectedUntil = double.NegativeInfinity;
    private double _warmFrom = double.NegativeInfinity;
    private int _ejections;

    public Dependency<TRequest, TResult> Dependency => dependency;

    public int Index => index;

    public long Calls => Interlocked.Read(ref _calls);

    /// <summary>The calls of the interval that is under way, and how many failed; taken and begun anew by whoever judges.</summary>
    public (long Calls, long Failures) Window { get; private set; }

    public bool IsEjected(double now) => now < Volatile.Read(ref _ejectedUntil);

    public double EjectedFor(double now) => Math.Max(0, Volatile.Read(ref _ejectedUntil) - now);

    public void Begin()
    {
        Interlocked.Increment(ref _outstanding);
        Interlocked.Increment(ref _calls);
    }

    /// <summary>A call has ended, and failed or not; null if it says nothing about the replica.</summary>
    /// <returns>How many failures in a row there are now.</returns>
    public int End(double latency, bool? failed, double now)
    {
        Interlocked.Decrement(ref _outstanding);
        if (failed is not { } isFailure)
            return 0;
        lock (_gate)
        {
            _ewma.Add(latency, isFailure, now);
            Window = (Window.Calls + 1, Window.Failures + (isFailure ? 1 : 0));
            return _failuresInARow = isFailure ? _failuresInARow + 1 : 0;
        }
    }

    public ReplicaLoad Load(double now)
    {
        double weight = dependency.Weight * WarmthOf(now) * (dependency.Health?.State == HealthState.Degraded ? 0.5 : 1);
        lock (_gate)
            return new(index, Volatile.Read(ref _outstanding), _ewma.Latency, _ewma.FailureRate, weight);
    }

    /// <summary>Takes the window of the interval, and begins another one. An interval without an ejection is half forgiven.</summary>
    public (long Calls, long Failures) TakeWindow(double now)
    {
        lock (_gate)
        {
            (long, long) window = Window;
            Window = default;
            if (_ejections > 0 && now >= _ejectedUntil)
                _ejections--;
            return window;
        }
    }

    public void Eject(EjectionOptions ejection, double now, double jitter)
    {
        lock (_gate)
        {
            if (now < _ejectedUntil)
                return;
            _ejections++;
            double time = Math.Min(ejection.Duration.TotalSeconds * _ejections, ejection.MaxDuration.TotalSeconds) * (1 + (jitter * 0.1));
            Volatile.Write(ref _ejectedUntil, now + time);
            _warmFrom = now + time;
            _failuresInARow = 0;
        }
    }

    public void Reset()
    {
        dependency.Reset();
        lock (_gate)
        {
            Volatile.Write(ref _ejectedUntil, double.NegativeInfinity);
            (_warmFrom, _ejections, _failuresInARow, Window) = (double.NegativeInfinity, 0, 0, default);
            _ewma = new(options.Decay.TotalSeconds);
        }
    }

    // From a tenth to all of its share.
    private double WarmthOf(double now)
    {
        double age = now - _warmFrom;
        return age >= _slowStart || _slowStart == 0 ? 1 : 0.1 + (0.9 * Math.Max(0, age) / _slowStart);
    }
}
