using DocumentPipeline.Model;
using DocumentPipeline.Running;
using DocumentPipeline.Stages;
using DocumentPipeline.Support;
using Resilience;
using Resilience.Stages;

namespace DocumentPipeline.Commands;

/// <summary>Ends of runs that the program itself does not come to easily.</summary>
public sealed class RunOutcomeTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_stage_that_was_refused_interrupts_the_run()
    {
        RunOutcome outcome = await RunAsync(StageNames.FinancialAudit, new CircuitIsOpen());

        outcome.ExitCode.Should().Be(ExitCodes.Interrupted);
        outcome.Error.Should().Be("FINANCIAL_AUDIT failed [rejected.circuit_open]");
    }

    [Theory]
    [InlineData(StageNames.ExtractTextTables, ExitCodes.BadInput)]
    [InlineData(StageNames.FinancialAudit, ExitCodes.RunFailed)]
    public async Task Bad_data_is_the_documents_fault_only_where_it_is_read(string stage, int exitCode) =>
        (await RunAsync(stage, null)).ExitCode.Should().Be(exitCode);

    private static async Task<RunOutcome> RunAsync(string stage, IStageGate? gate)
    {
        var builder = new OrchestratorBuilder<DocumentContext>("test", DocumentJson.Default.DocumentContext)
        {
            Classifier = DocumentFailures.Classifier,
        };
        builder.AddStage(stage, static (_, _) => throw new DocumentException("bad"));
        if (gate is not null)
        {
            builder.UseGate(gate);
        }

        return RunOutcome.Of(await builder.Build().RunAsync("run", Documents.ContextOf("plan.pdf"), Token));
    }

    private sealed class CircuitIsOpen : IStageGate
    {
        public ValueTask<StageGateDecision> CheckAsync(StageContext stage, CancellationToken cancellationToken) =>
            ValueTask.FromResult(StageGateDecision.Refuse(new Rejection(RejectionReason.CircuitOpen, "audit"), "the circuit is open"));
    }
}
