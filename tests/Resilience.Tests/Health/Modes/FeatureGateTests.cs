namespace Resilience.Health.Modes;

public sealed class FeatureGateTests
{
    [Fact]
    public async Task Calls_are_refused_while_the_feature_is_not_there()
    {
        using var control = new OperationModeControl(new() { Features = { new("images") } });
        ResiliencePipeline pipeline = new ResiliencePipelineBuilder { Name = "p" }.AddFeatureGate(control, "images").Build();
        Assert.Equal("pipeline 'p': feature 'images'", pipeline.ToString());
        Assert.True((await Call(pipeline)).IsSuccess);

        control.Override(OperationMode.Emergency, "ops", "drill");

        Rejection rejection = (await Call(pipeline)).Rejection!;
        Assert.Equal((RejectionReason.FeatureDisabled, "rejected.feature_disabled"), (rejection.Reason, rejection.Code));
        Assert.Equal("feature disabled (images)", rejection.ToString());
        ResiliencePipeline shadow = new ResiliencePipelineBuilder { ShadowMode = true }.AddFeatureGate(control, "images").Build();
        Assert.True((await Call(shadow)).IsSuccess);
    }

    [Fact]
    public void A_feature_that_there_is_not_is_an_error_when_the_pipeline_is_made()
    {
        using var control = new OperationModeControl();

        Assert.Throws<ArgumentException>(() => new ResiliencePipelineBuilder().AddFeatureGate(control, "images"));
    }

    private static ValueTask<Outcome<int>> Call(ResiliencePipeline pipeline) =>
        pipeline.ExecuteOutcomeAsync(static _ => new ValueTask<int>(1), TestContext.Current.CancellationToken);
}
