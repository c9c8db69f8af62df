using Resilience.Pipelines;

namespace Resilience.Registry;

/// <summary>Counts the calls that use what a generation owns.</summary>
internal sealed class OwnershipStrategy(OwnedComponents owned)
    : ResilienceStrategy("ownership", StrategySteps.Enter | StrategySteps.Leave)
{
    public override string ToString() => Name;

    protected internal override EntryVerdict Enter(ExecutionFrame frame)
    {
        owned.Enter();
        return EntryVerdict.Proceed;
    }

    protected internal override void Success(ExecutionFrame frame) => owned.Leave();

    protected internal override void Cancelled(ExecutionFrame frame) => owned.Leave();

    protected internal override FailureVerdict Failure(ExecutionFrame frame, in FailedAttempt failure)
    {
        owned.Leave();
        return FailureVerdict.Propagate;
    }
}
