namespace Resilience.AllocationTests;

/// <summary>A call that completes at once allocates nothing, in whichever form and through whichever pipeline.</summary>
public sealed class SuccessTests : IDisposable
{
    private readonly CancellationTokenSource _caller = new();

    public static TheoryData<string, string> Untyped => Matrix(Pipelines.Untyped.Keys, CallForms.Untyped.Keys);

    public static TheoryData<string, string> Typed => Matrix(Pipelines.Typed.Keys, CallForms.Typed.Keys);

    [Theory]
    [MemberData(nameof(Untyped))]
    public void A_call_allocates_nothing(string pipeline, string form) =>
        PerCall(Pipelines.Untyped[pipeline], CallForms.Untyped[form], CancellationToken.None).Should().Be(0);

    [Theory]
    [MemberData(nameof(Untyped))]
    public void A_call_that_can_be_cancelled_allocates_nothing(string pipeline, string form) =>
        PerCall(Pipelines.Untyped[pipeline], CallForms.Untyped[form], _caller.Token).Should().Be(0);

    [Theory]
    [MemberData(nameof(Typed))]
    public void A_call_of_a_typed_pipeline_allocates_nothing(string pipeline, string form) =>
        PerCall(Pipelines.Typed[pipeline], CallForms.Typed[form], CancellationToken.None).Should().Be(0);

    [Theory]
    [MemberData(nameof(Typed))]
    public void A_call_of_a_typed_pipeline_that_can_be_cancelled_allocates_nothing(string pipeline, string form) =>
        PerCall(Pipelines.Typed[pipeline], CallForms.Typed[form], _caller.Token).Should().Be(0);

    public void Dispose() => _caller.Dispose();

    private static double PerCall<TPipeline>(TPipeline pipeline, Action<TPipeline, CancellationToken> form, CancellationToken token) =>
        Allocations.PerCall(() => form(pipeline, token));

    private static TheoryData<string, string> Matrix(IEnumerable<string> pipelines, IEnumerable<string> forms)
    {
        TheoryData<string, string> matrix = [];
        foreach (string pipeline in pipelines)
        {
            foreach (string form in forms)
            {
                matrix.Add(pipeline, form);
            }
        }

        return matrix;
    }
}
