using Resilience.Pipelines;

namespace Resilience.Chaos;

/// <summary>Attempts fail instead of running.</summary>
internal sealed class ChaosFaultStrategy(ChaosFaultOptions options, bool isShadow) : ChaosStrategy(options, isShadow)
{
    private readonly WeightedChoices<Exception> _faults = new(options.Faults);
    private readonly Func<ChaosArguments, Exception?>? _generator = options.FaultGenerator;

    protected override string Kind => "faults";

    protected override bool TryChoose(ExecutionFrame frame, long decision, out ChaosInjection injection)
    {
        Exception? fault = _generator is null ? _faults.Make(Dice, decision) : _generator(Arguments(frame));
        injection = new("fault", Fault: fault);
        return fault is not null;
    }

    protected override EntryVerdict Inject(ExecutionFrame frame, in ChaosInjection injection)
    {
        frame.Fail(injection.Fault!);
        return EntryVerdict.Stop;
    }
}
