namespace DocumentPipeline.CommandLine;

public sealed class InjectedFaultTests
{
    private const string Valid =
        "stages: LOAD_DOCUMENT, EXTRACT_TEXT_TABLES, SEMANTIC_ANALYSIS, CAUSAL_EXTRACTION, MECHANISM_INFERENCE, FINANCIAL_AUDIT, "
        + "DNP_VALIDATION, QUESTION_ANSWERING, REPORT_GENERATION; faults: timeout, connection, error, slow, hang, corrupt, empty, memory, missing, fail";

    [Theory]
    [InlineData("LOAD=timeout", $"unknown stage 'LOAD'; {Valid}")]
    [InlineData("LOAD_DOCUMENT=boom", $"unknown fault 'boom'; {Valid}")]
    [InlineData("LOAD_DOCUMENT=1", $"unknown fault '1'; {Valid}")]
    [InlineData("LOAD_DOCUMENT", $"--inject needs STAGE=fault, not 'LOAD_DOCUMENT'; {Valid}")]
    public void What_is_unknown_is_answered_with_what_is_known(string text, string message) =>
        FluentActions.Invoking(() => InjectedFault.Parse(text)).Should().Throw<UsageException>().WithMessage(message);
}
