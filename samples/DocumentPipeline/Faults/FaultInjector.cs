using System.Net.Sockets;
using DocumentPipeline.Stages;
using Resilience;

namespace DocumentPipeline.Faults;

/// <summary>Wraps a stage's own work so that it misbehaves; what stands in for it is left alone.</summary>
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
    public Stage Wrap(StageDefinition definition)
    {
        if (!_faults.TryGetValue(definition.Name, out Fault fault))
        {
            return definition.Run;
        }

        return async (stage, context, cancellationToken) =>
        {
            await MisbehaveAsync(fault, stage, cancellationToken);
            return await definition.Run(stage, context, cancellationToken);
        };
    }

    // Transient faults are over with the first attempt; the others last until a mitigation has run the stage again.
    private Task MisbehaveAsync(Fault fault, StageContext stage, CancellationToken cancellationToken)
    {
        bool isUnmitigated = stage.Mitigation == 0;
        bool isFirst = isUnmitigated && stage.Attempt == 1;
        return fault switch
        {
            Fault.Timeout when isFirst => HangAsync(cancellationToken),
            Fault.Connection when isFirst => throw new SocketException((int)SocketError.ConnectionReset),
            Fault.Error when isFirst => throw new TransientException("injected fault"),
            Fault.Slow => Task.Delay(_slowness, _timeProvider, cancellationToken),
            Fault.Hang when isUnmitigated => HangAsync(cancellationToken),
            Fault.Corrupt when isUnmitigated => throw new InvalidDataException("injected fault: what was read is damaged"),
            Fault.Empty when isUnmitigated => throw NothingFound(stage.Stage.Name),
            Fault.Memory when isUnmitigated => throw new InsufficientMemoryException("injected fault: the memory is exhausted"),
            Fault.Missing when isUnmitigated => throw new ModelMissingException("injected fault: the language model is missing"),
            Fault.Fail => throw new TransientException("injected fault"),
            _ => Task.CompletedTask,
        };
    }

    private static Exception NothingFound(string stage) => stage switch
    {
        StageNames.LoadDocument => new DocumentException("injected fault: the file is empty") { IsDamage = true },
        StageNames.ExtractTextTables => new EmptyExtractionException("injected fault: no text was found"),
        StageNames.SemanticAnalysis => new InsufficientTextException("injected fault: there is too little text"),
        StageNames.CausalExtraction => new EmptyCausalGraphException("injected fault: no causal link was found"),
        StageNames.FinancialAudit => new MissingFinancialDataException("injected fault: no table with figures was found"),
        StageNames.DnpValidation => new PlanInvalidException("injected fault: rules are broken"),
        _ => new PermanentException("injected fault: nothing was found"),
    };

    private Task HangAsync(CancellationToken cancellationToken) => Task.Delay(Forever, _timeProvider, cancellationToken);
}
