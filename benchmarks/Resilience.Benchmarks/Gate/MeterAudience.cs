using System.Diagnostics.Metrics;

namespace Resilience.Benchmarks.Gate;

/// <summary>Listens to all instruments of a meter, as an exporter does, and counts what it hears.</summary>
internal sealed class MeterAudience : IDisposable
{
    public const string OursMeter = "Resilience";
    public const string PeerMeter = "Polly";

    private readonly MeterListener _listener = new();
    private long _heard;

    public MeterAudience(string meter)
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == meter)
            {
                listener.EnableMeasurementEvents(instrument, this);
            }
        };

        _listener.SetMeasurementEventCallback<int>(static (instrument, value, _, audience) => Hear(audience, instrument, value > 0));
        _listener.SetMeasurementEventCallback<long>(static (instrument, value, _, audience) => Hear(audience, instrument, value > 0));
        _listener.SetMeasurementEventCallback<double>(static (instrument, value, _, audience) => Hear(audience, instrument, value > 0));
        _listener.Start();
    }

    public long Collect()
    {
        _listener.RecordObservableInstruments();
        return _heard;
    }

    public void Dispose() => _listener.Dispose();

    // No interlocked increment, which would burden both sides: the calls of a row come from one thread, and all that
    // counts is whether anything was heard. An observable instrument is heard whenever it is asked: its zeros say nothing.
    private static void Hear(object? audience, Instrument instrument, bool isPositive)
    {
        if (audience is MeterAudience self && (isPositive || !instrument.IsObservable))
        {
            self._heard++;
        }
    }
}
