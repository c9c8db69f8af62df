using System.Globalization;

namespace Resilience.Benchmarks.Gate;

/// <summary>A side that is measured while somebody listens to its library's meter.</summary>
internal sealed class ListeningContender : Contender, IDisposable
{
    private readonly Contender _inner;
    private readonly string _meter;
    private MeterAudience? _audience;
    private long _heard;
    private long _calls;

    public ListeningContender(Contender inner, string meter)
    {
        _inner = inner;
        _meter = meter;
    }

    // A listener that was never really started would pass every bar.
    public override string? Fault => _heard > 0 ? null : $"the listener on meter {_meter} heard nothing";

    public override string Remark =>
        string.Create(CultureInfo.InvariantCulture, $"{_meter} heard {(double)_heard / _calls:0.0} times a call");

    public override void Start()
    {
        _audience = new MeterAudience(_meter);
        _heard = _calls = 0;
    }

    public override void Stop()
    {
        _audience?.Dispose();
        _audience = null;
    }

    public void Dispose() => Stop();

    public override Sample Run(int calls)
    {
        Sample sample = _inner.Run(calls);

        // Reading the observable instruments is the exporter's cost, once in many seconds, and so outside of the sample.
        _heard = _audience?.Collect() ?? 0;
        _calls += sample.Calls;
        return sample;
    }
}
