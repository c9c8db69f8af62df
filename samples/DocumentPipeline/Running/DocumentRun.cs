using DocumentPipeline.Faults;
using DocumentPipeline.Model;
using DocumentPipeline.Stages;
using Resilience;

namespace DocumentPipeline.Running;

/// <summary>Runs the stages one after the other, each through its own pipeline, and prints what happened.</summary>
internal sealed class DocumentRun
{
    private readonly Protection _protection;
    private readonly FaultInjector _faults;
    private readonly RunProtocol _protocol;
    private readonly TextWriter _output;

    public DocumentRun(Protection protection, FaultInjector faults, RunProtocol protocol, TextWriter output)
    {
        _protection = protection;
        _faults = faults;
        _protocol = protocol;
        _output = output;
    }

    /// <summary>Runs the stages and returns the last one's context.</summary>
    /// <exception cref="DocumentException">The document is at fault.</exception>
    /// <exception cref="StageFailedException">A stage failed for another reason, and nothing could stand in.</exception>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    public async Task<DocumentContext> RunAsync(
        IReadOnlyList<StageDefinition> stages, DocumentContext context, CancellationToken cancellationToken)
    {
        foreach (StageDefinition stage in stages)
        {
            context = await RunAsync(stage, context, cancellationToken);
        }

        return context;
    }

    private async Task<DocumentContext> RunAsync(StageDefinition stage, DocumentContext context, CancellationToken cancellationToken)
    {
        StageProtocol protocol = _protocol.Begin(stage.Name);
        var call = new StageCall(_faults.Wrap(stage, protocol), context, protocol);
        ResiliencePipeline<DocumentContext> pipeline = _protection.For(stage);

        Outcome<DocumentContext> outcome = await pipeline.ExecuteOutcomeAsync(
            static (call, attempt) => call.AttemptAsync(attempt.CancellationToken),
            call,
            Protection.ContextFor(call, stage.Name, cancellationToken));

        if (outcome.IsFailure)
        {
            protocol.AttemptFailed(Reasons.Of(outcome.Failure, outcome.Exception));
        }

        if (outcome.IsCancelled)
        {
            protocol.Note("cancelled");
        }

        protocol.Ends(outcome.IsSuccess);
        StageRecord record = protocol.Snapshot();
        await _output.WriteLineAsync(StageLine.Of(record));
        return outcome.IsSuccess ? outcome.Result : throw Error(record, outcome);
    }

    private static Exception Error(StageRecord record, Outcome<DocumentContext> outcome) => outcome.Exception switch
    {
        DocumentException exception => exception,
        OperationCanceledException exception when outcome.IsCancelled => exception,
        var exception => new StageFailedException(
            $"{record.Name} failed after {Story.Attempts(record)}: {exception?.Message} [{outcome.Code}]", exception),
    };
}
