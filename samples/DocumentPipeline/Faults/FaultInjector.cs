using DocumentPipeline.Running;
using DocumentPipeline.Stages;
using Resilience;

namespace DocumentPipeline.Faults;

/// <summary>Wraps a stage's own work so that it misbehaves; its fallback is left alone.</summary>
internal sealed class FaultInjector
{
    /// <summary>How long a hanging attempt hangs: longer than any timeout.</summary>
    public static readonly TimeSpan Forever = TimeSpan.FromDays(1);

    private readonly IReadOnlyDictionary<string, Fault> _faults;
    private readonly TimeSpan _slowness;
    private readonly TimeProvider _timeProvider;

    /// <param name="faults">At most one fault per stage name.</param>
    /// <param name="slowness">How long a slow stage dawdles before it works.</param>
    /// <param name="timeProvider">Clock for it.</param>
    public FaultInjector(IReadOnlyDictionary<string, Fault> faults, TimeSpan slowness, TimeProvider timeProvider)
    {
        _faults = faults;
        _slowness = slowness;
        _timeProvider = timeProvider;
    }

    /// <summary>The stage's work with its fault, if it has one.</summary>
    public Stage Wrap(StageDefinition stage, StageProtocol protocol)
    {
        if (!_faults.TryGetValue(stage.Name, out Fault fault))
        {
            return stage.Run;
        }

        int attempt = 0;
        return async (context, cancellationToken) =>
        {
            await MisbehaveAsync(fault, isFirst: attempt++ == 0, protocol, cancellationToken);
            return await stage.Run(context, cancellationToken);
        };
    }

    private Task MisbehaveAsync(Fault fault, bool isFirst, StageProtocol protocol, CancellationToken cancellationToken)
    {
        switch (fault)
        {
            case Fault.Timeout when isFirst:
                return Task.Delay(Forever, _timeProvider, cancellationToken);
            case Fault.Error when isFirst:
            case Fault.Fail:
                throw new TransientException("injected fault");
            case Fault.Slow:
                protocol.Note($"slowed down by {Durations.ToText(_slowness)}");
                return Task.Delay(_slowness, _timeProvider, cancellationToken);
            default:
                return Task.CompletedTask;
        }
    }
}
