using Xunit.Sdk;
using Xunit.v3;

// What other tests allocate would be counted too.
[assembly: Parallelization(Mode = ParallelMode.None)]
