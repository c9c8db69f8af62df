using Resilience.Pipelines;
using Resilience.Timing;

namespace Resilience.Chaos;

/// <summary>Attempts wait before they run, as if the callback were slow.</summary>
internal sealed class ChaosLatencyStrategy(ChaosLatencyOptions options, bool isShadow) : ChaosStrategy(options, isShadow)
{
    private readonly TimeSpan _latency = options.Latency;
    private readonly string _reason = Reason(options.Latency);
    private readonly Func<ChaosArguments, TimeSpan>? _generator = options.LatencyGenerator;

    protected override bool IsImmediate => false;

    protected override string Kind => _generator is null ? _reason : "varying latency";

    protected override bool TryChoose(ExecutionFrame frame, long decision, out ChaosInjection injection)
    {
        TimeSpan latency = _generator is null ? _latency : _generator(Arguments(frame));
        injection = new(latency == _latency ? _reason : Reason(latency), latency);
        return latency > TimeSpan.Zero;
    }

    protected override ValueTask<EntryVerdict> InjectAsync(ExecutionFrame frame, ChaosInjection injection) =>
        frame.DelayEntryAsync(this, injection.Latency);

    private static string Reason(TimeSpan latency) => $"latency {DurationText.Format(latency)}";
}
