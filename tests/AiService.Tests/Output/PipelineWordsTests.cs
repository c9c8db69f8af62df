namespace AiService.Output;

public sealed class PipelineWordsTests
{
    [Fact]
    public void What_is_the_same_is_not_told() =>
        PipelineWords.Changes("pipeline 'a': timeout (3 s) → bulkhead (1 permit)", "pipeline 'a': timeout (3 s) → bulkhead (1 permit)")
            .Should().BeEmpty();

    [Fact]
    public void Other_numbers_and_parts_that_come_and_go_are_told() =>
        PipelineWords.Changes("metrics → timeout (3 s) → retry (3 attempts)", "metrics → timeout (1 s) → bulkhead (1 permit)")
            .Should().Equal("timeout (3 s) → (1 s)", "without retry (3 attempts)", "with bulkhead (1 permit)");
}
