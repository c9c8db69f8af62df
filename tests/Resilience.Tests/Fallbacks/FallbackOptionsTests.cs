namespace Resilience.Fallbacks;

public sealed class FallbackOptionsTests
{
    [Fact]
    public void The_defaults_replace_everything_but_have_no_action()
    {
        var options = new FallbackOptions();

        options.Name.Should().Be("fallback");
        options.Handle.Should().BeSameAs(FailureFilter.Any);
        options.Action.Should().BeNull();
        options.OnFallback.Should().BeNull();
        new FallbackOptions<string>().HandleResult.Should().BeNull();
    }

    [Fact]
    public void All_errors_are_reported_at_once_with_option_and_value()
    {
        Action act = static () => new ResiliencePipelineBuilder { Name = "p" }
            .AddFallback(new FallbackOptions { Name = "" })
            .AddFallback(new FallbackOptions<string> { Handle = null! })
            .Build();

        act.Should().Throw<InvalidPipelineException>().Which.Errors.Should().BeEquivalentTo(
            "pipeline 'p', fallback (number 1): Name is empty, but must be a name.",
            "pipeline 'p', fallback (number 1): Action is not set, but must be set.",
            "pipeline 'p', fallback (number 2): Handle is not set, but must be set.",
            "pipeline 'p', fallback (number 2): Action is not set, but must be set.");
    }

    [Fact]
    public void A_predicate_for_results_is_refused_in_an_untyped_pipeline_which_judges_none()
    {
        Action act = static () => new ResiliencePipelineBuilder()
            .AddFallback(new FallbackOptions<Unit> { Action = static (_, _) => default, HandleResult = static _ => true })
            .Build();

        act.Should().Throw<InvalidPipelineException>().Which.Errors.Should().ContainSingle().Which.Should().Contain("HandleResult is set");
    }

    [Fact]
    public void Builder_and_options_are_required()
    {
        Action[] acts =
        [
            static () => FallbackExtensions.AddFallback((ResiliencePipelineBuilder)null!, new FallbackOptions()),
            static () => FallbackExtensions.AddFallback<string>((ResiliencePipelineBuilder)null!, new FallbackOptions<string>()),
            static () => FallbackExtensions.AddFallback((ResiliencePipelineBuilder<string>)null!, "value"),
            static () => new ResiliencePipelineBuilder().AddFallback(null!),
            static () => new ResiliencePipelineBuilder().AddFallback<string>(null!),
            static () => new ResiliencePipelineBuilder<string>().AddFallback((FallbackOptions<string>)null!),
        ];

        acts.Should().AllSatisfy(static act => act.Should().Throw<ArgumentNullException>());
    }

    [Fact]
    public void The_description_says_what_is_replaced_by_what()
    {
        string description = new ResiliencePipelineBuilder()
            .AddFallback(new FallbackOptions { Name = "skip", Handle = FailureFilter.Rejections, Action = static (_, _) => default })
            .AddFallback(new FallbackOptions<string> { Action = static (_, _) => new("") })
            .Build().ToString();

        description.Should().Contain("skip (on rejections)").And.Contain("fallback (on anything, to String)");
    }
}
