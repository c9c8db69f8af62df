namespace Resilience.Hosting.Tests.Configuration;

public sealed class OverlayTests
{
    private const string File = """{ "Operations": { "a": { "Retry": { "MaxAttempts": 2, "RetryRejections": true } } } }""";

    [Theory]
    [InlineData("""{ "Operations": { "a": { "Retry": { "MaxAttempts": 9 } } } }""")]
    [InlineData("""{ "resilience": { "operations": { "a": { "retry": { "maxAttempts": 9 } } } } }""")]
    public void An_overlay_wins_until_it_is_cleared_also_over_changes_of_the_file(string json)
    {
        using var settings = new Settings(File);
        ResiliencePipeline pipeline = settings.Pipeline("a");

        settings.Configuration.UpdateFromJson(json);
        pipeline.ToString().Should().Contain("9 attempts");
        settings.Configuration.Status.HasOverlay.Should().BeTrue();
        settings.Change(File.Replace("2", "4"));
        pipeline.ToString().Should().Contain("9 attempts");
        settings.Configuration.ClearOverlay();

        pipeline.ToString().Should().Contain("4 attempts");
        settings.Configuration.Status.HasOverlay.Should().BeFalse();
    }

    [Fact]
    public void Overlays_are_laid_over_each_other()
    {
        using var settings = new Settings(File);

        settings.Configuration.UpdateFromJson("""{ "Operations": { "a": { "Retry": { "MaxAttempts": 9 }, "Timeout": { "Timeout": "7s" } } } }""");
        settings.Configuration.UpdateFromJson("""{ "Operations": { "a": { "Retry": { "MaxAttempts": 8 } } } }""");

        settings.Words("a").Should().Contain("timeout (7 s)").And.Contain("8 attempts");
    }

    [Fact]
    public void A_bad_overlay_throws_and_leaves_no_trace()
    {
        using var settings = new Settings(File);
        string before = settings.Words("a");
        settings.Configuration.UpdateFromJson("""{ "Operations": { "a": { "Timeout": { "Timeout": "7s" } } } }""");

        Action bad = () => settings.Configuration.UpdateFromJson(
            """{ "Operations": { "a": { "Retry": { "MaxAttempts": 5, "Handle": { "Causes": ["Timeut", "None"] } } } } }""");
        Action noJson = () => settings.Configuration.UpdateFromJson("{ \"Operations\": ");

        bad.Should().Throw<InvalidPipelineException>().Which.Errors.Should().HaveCount(2)
            .And.Contain(error => error.StartsWith("Resilience:Operations:a:Retry:Handle:Causes:0: 'Timeut'") && error.Contains("'Timeout'"));
        noJson.Should().Throw<InvalidPipelineException>().Which.Errors.Should().ContainSingle().Which.Should().Contain("no JSON: line 1");
        settings.Configuration.Status.IsCurrent.Should().BeTrue();
        settings.Words("a").Should().Be(before.Replace("(30 s)", "(7 s)"));
        settings.Configuration.ClearOverlay();
        settings.Words("a").Should().Be(before);
    }

    [Fact]
    public void A_list_of_an_overlay_takes_the_place_of_the_whole_list()
    {
        using var settings = new Settings("""
            { "Operations": { "a": { "Retry": { "Handle": { "Causes": ["Timeout", "Http", "Connection"] } } } } }
            """);
        settings.Words("a").Should().Contain("cause timeout/HTTP/connection");

        settings.Configuration.UpdateFromJson("""{ "Operations": { "a": { "Retry": { "Handle": { "Causes": ["Resource"] } } } } }""");

        settings.Words("a").Should().Contain("on cause resource");
    }
}
