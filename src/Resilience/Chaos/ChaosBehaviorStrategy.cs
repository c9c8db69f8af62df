using Resilience.Pipelines;

namespace Resilience.Chaos;

/// <summary>Something else happens before attempts run.</summary>
internal sealed class ChaosBehaviorStrategy(ChaosBehaviorOptions options, bool isShadow) : ChaosStrategy(options, isShadow)
{
    private readonly Func<ChaosArguments, CancellationToken, ValueTask> _behavior = options.Behavior!;

    protected override bool IsImmediate => false;

    protected override string Kind => "behavior";

    protected override bool TryChoose(ExecutionFrame frame, long decision, out ChaosInjection injection)
    {
        injection = new("behavior");
        return true;
    }

    protected override ValueTask<EntryVerdict> InjectAsync(ExecutionFrame frame, ChaosInjection injection) =>
        EntryWait.RunAsync(frame, _behavior, Arguments(frame));
}
