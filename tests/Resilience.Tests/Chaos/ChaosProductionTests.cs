namespace Resilience.Chaos;

/// <summary>Chaos does not come into production by accident.</summary>
public sealed class ChaosProductionTests
{
    [Theory]
    [InlineData("Production")]
    [InlineData("production")]
    [InlineData(" PRODUCTION ")]
    public void A_pipeline_with_chaos_is_not_built_in_production_and_the_message_says_the_way_out(string environment)
    {
        ChaosFaultOptions options = ChaosRig.Fault();
        options.EnvironmentName = environment;

        Errors(options).Should().ContainSingle().Which.Should().Be(
            "pipeline 'unnamed', chaos (number 1): AllowInProduction is false in the environment Production (EnvironmentName), but must be "
            + "true if faults are to be injected there. If they are not, leave chaos out or set Enabled to false; if this is no production, "
            + "set DOTNET_ENVIRONMENT or EnvironmentName to what it is.");
    }

    [Theory]
    [InlineData(null, null, true, "neither DOTNET_ENVIRONMENT nor ASPNETCORE_ENVIRONMENT is set")]
    [InlineData("", " ", true, "neither DOTNET_ENVIRONMENT nor ASPNETCORE_ENVIRONMENT is set")]
    [InlineData("Production", "Development", true, "DOTNET_ENVIRONMENT")]
    [InlineData(null, "Production", true, "ASPNETCORE_ENVIRONMENT")]
    [InlineData("Development", "Production", false, "DOTNET_ENVIRONMENT")]
    [InlineData(null, "Staging", false, "ASPNETCORE_ENVIRONMENT")]
    public void Without_a_name_the_variables_say_where_we_are(string? dotnet, string? aspnet, bool isProduction, string expected)
    {
        ChaosEnvironment.IsProduction(null, variable => variable == "DOTNET_ENVIRONMENT" ? dotnet : aspnet, out string source)
            .Should().Be(isProduction);
        source.Should().Be(expected);
    }

    [Fact]
    public void A_name_in_the_options_goes_before_the_variables()
    {
        ChaosEnvironment.IsProduction("Staging", static _ => "Production", out string source).Should().BeFalse();
        source.Should().Be("EnvironmentName");
    }

    [Fact]
    public void Who_allows_it_gets_it()
    {
        ChaosFaultOptions options = ChaosRig.Fault();
        (options.EnvironmentName, options.AllowInProduction) = ("Production", true);

        Errors(options).Should().BeEmpty();
    }

    [Fact]
    public void What_cannot_inject_anything_may_stay()
    {
        ChaosFaultOptions off = ChaosRig.Fault();
        (off.EnvironmentName, off.Enabled) = ("Production", false);
        ChaosFaultOptions on = ChaosRig.Fault();
        on.EnvironmentName = "Production";

        Errors(off).Should().BeEmpty();
        new ResiliencePipelineBuilder { ShadowMode = true }.AddChaosFault(on).Invoking(static it => it.Build()).Should().NotThrow();
    }

    [Fact]
    public void What_could_be_turned_on_later_may_not()
    {
        ChaosFaultOptions generated = ChaosRig.Fault();
        (generated.EnvironmentName, generated.Enabled, generated.EnabledGenerator) = ("Production", false, static _ => true);
        ChaosFaultOptions switched = ChaosRig.Fault();
        (switched.EnvironmentName, switched.Switch) = ("Production", new ChaosSwitch(enabled: false));

        Errors(generated).Should().ContainSingle();
        Errors(switched).Should().ContainSingle();
    }

    private static IReadOnlyList<string> Errors(ChaosFaultOptions options)
    {
        try
        {
            new ResiliencePipelineBuilder().AddChaosFault(options).Build();
            return [];
        }
        catch (InvalidPipelineException exception)
        {
            return exception.Errors;
        }
    }
}
