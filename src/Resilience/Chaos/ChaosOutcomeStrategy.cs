using Resilience.Pipelines;

namespace Resilience.Chaos;

/// <summary>Attempts end with another outcome instead of running.</summary>
internal sealed class ChaosOutcomeStrategy<T>(ChaosOutcomeOptions<T> options, bool isShadow) : ChaosStrategy(options, isShadow)
{
    private readonly WeightedChoices<Outcome<T>> _outcomes = new(options.Outcomes);
    private readonly Func<ChaosArguments, Outcome<T>?>? _generator = options.OutcomeGenerator;

    protected override string Kind => "outcomes";

    protected override bool TryChoose(ExecutionFrame frame, long decision, out ChaosInjection injection)
    {
        Outcome<T>? outcome = _generator is null ? _outcomes.Make(Dice, decision) : _generator(Arguments(frame));
        injection = new("outcome", Fault: outcome?.Fault as Exception, Answer: outcome);
        return outcome is not null;
    }

    protected override EntryVerdict Inject(ExecutionFrame frame, in ChaosInjection injection)
    {
        frame.Answer(injection.Answer!);
        return EntryVerdict.Stop;
    }
}
